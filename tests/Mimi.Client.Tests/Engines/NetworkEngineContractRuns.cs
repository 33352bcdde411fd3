using Mimi.Client.Engines;

namespace Mimi.Client.Tests.Engines;

public sealed class HttpNetworkEngineInMemoryTests() : HttpNetworkEngineRun(overTls: false);

public sealed class HttpNetworkEngineOverTlsTests() : HttpNetworkEngineRun(overTls: true);

public sealed class ClientWebSocketNetworkEngineInMemoryTests() : ClientWebSocketNetworkEngineRun(overTls: false);

public sealed class ClientWebSocketNetworkEngineOverTlsTests() : ClientWebSocketNetworkEngineRun(overTls: true);

public abstract class HttpNetworkEngineRun(bool overTls) : NetworkEngineContractTests(overTls)
{
    private protected override MimiNetworkEngine CreateEngine(HttpMessageHandler? handler, bool disposeHandler, MimiConnectionOptions? connection) =>
        new HttpNetworkEngine(handler, disposeHandler) { Connection = connection ?? new() };
}

public abstract class ClientWebSocketNetworkEngineRun(bool overTls) : NetworkEngineContractTests(overTls)
{
    private protected override MimiNetworkEngine CreateEngine(HttpMessageHandler? handler, bool disposeHandler, MimiConnectionOptions? connection) =>
        new ClientWebSocketNetworkEngine(handler, disposeHandler) { Connection = connection ?? new() };
}
