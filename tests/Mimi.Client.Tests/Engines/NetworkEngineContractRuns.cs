using Mimi.Client.Engines;

namespace Mimi.Client.Tests.Engines;

public sealed class HttpNetworkEngineInMemoryTests() : HttpNetworkEngineRun(overTls: false);

public sealed class HttpNetworkEngineOverTlsTests() : HttpNetworkEngineRun(overTls: true);

public sealed class ClientWebSocketNetworkEngineInMemoryTests() : ClientWebSocketNetworkEngineRun(overTls: false);

public sealed class ClientWebSocketNetworkEngineOverTlsTests() : ClientWebSocketNetworkEngineRun(overTls: true);

public abstract class HttpNetworkEngineRun(bool overTls) : NetworkEngineContractTests(overTls)
{
    private protected override MimiNetworkEngine CreateEngine(HttpMessageHandler? handler, bool disposeHandler) => new HttpNetworkEngine(handler, disposeHandler);
}

public abstract class ClientWebSocketNetworkEngineRun(bool overTls) : NetworkEngineContractTests(overTls)
{
    private protected override MimiNetworkEngine CreateEngine(HttpMessageHandler? handler, bool disposeHandler) => new ClientWebSocketNetworkEngine(handler, disposeHandler);
}
