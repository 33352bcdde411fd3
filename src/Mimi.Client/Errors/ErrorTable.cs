namespace Mimi.Client;

/// <summary>The catalogue's data: HTTP statuses, close codes (RFC 6455, section 7.4, and mimi's own), what the network does, and what a message can be.</summary>
/// <remarks>libmimiio's numbers are from its list of error codes (FairyDevicesRD/libmimiio, doc/src/tutorial/errorcodes.md).</remarks>
internal static class ErrorTable
{
    public static MimiErrorEntry[] Entries { get; } =
    [
        new("http-400", false, null, "The server did not understand the request.", "Check the options: language, audio format and the service's own.", "サーバーが要求を理解できませんでした。", "言語、音声形式、サービス固有のオプションを確かめてください。"),
        new("http-401", false, 806, "The server did not accept the token.", "A token lives 60 minutes and needs the scope of this service and transport; mimi also answers 401 to a wrong x-mimi-process and when the quota is used up.", "トークンが受け付けられませんでした。", "トークンの寿命は 60 分で、サービスと通信方式ごとのスコープが必要です。x-mimi-process の誤りや利用枠の超過でも 401 になります。"),
        new("http-403", false, null, "The server forbids the request.", "Check the contract and the scopes of the application in the console.", "サーバーが要求を禁じています。", "契約内容と、コンソールでアプリケーションに許されたスコープを確かめてください。"),
        new("http-404", false, null, "There is nothing at this address.", "Check the address of the service.", "このアドレスには何もありません。", "サービスのアドレスを確かめてください。"),
        new("http-408", true, 830, "The server waited too long for the request.", "Send without long pauses, and try again.", "サーバーが要求を待ちきれませんでした。", "長い間を空けずに送り、もう一度試してください。"),
        new("http-413", false, 810, "The request is too large.", "Send a shorter recording, or use a session.", "要求が大きすぎます。", "録音を短くするか、セッションを使ってください。"),
        new("http-415", false, null, "The server does not take this audio format.", "Send 16-bit PCM at 16,000 Hz, one channel.", "この音声形式は受け付けられません。", "16,000 Hz、16 ビット、モノラルの PCM を送ってください。"),
        new("http-429", true, null, "Too many requests.", "Wait for RetryAfter if it is given, and try again.", "要求が多すぎます。", "RetryAfter があればその間待ち、もう一度試してください。"),
        new("http-500", true, null, "The server failed.", "Try again; if it stays, tell the operator the session id.", "サーバーで障害が起きました。", "もう一度試してください。続く場合は、セッション ID を運営者に伝えてください。"),
        new("http-501", false, null, "The server does not offer this.", "Check the service and the address; a local mimi says in the body what to add.", "サーバーはこの機能を提供していません。", "サービスとアドレスを確かめてください。ローカル mimi なら、何を追加すればよいかが本文にあります。"),
        new("http-502", true, null, "A server in between got no good answer.", "Try again later.", "途中のサーバーが正しい応答を得られませんでした。", "しばらくしてからもう一度試してください。"),
        new("http-503", true, null, "The service is busy or not available.", "Wait for RetryAfter if it is given, and try again.", "サービスが混雑しているか、利用できません。", "RetryAfter があればその間待ち、もう一度試してください。"),
        new("http-504", true, null, "A server in between waited too long.", "Try again later.", "途中のサーバーが待ちきれませんでした。", "しばらくしてからもう一度試してください。"),
        new("scope-not-defined", false, null, "A requested scope is not enabled.", "Enable the scope for the application, or the client, in the developer console, and check that it fits the grant.", "要求したスコープが有効になっていません。", "開発者コンソールでアプリケーションまたはクライアントのスコープを有効にし、グラントとの対応を確かめてください。"),
        new("close-1000", false, null, "The server ended the session before the final result.", "What was received is not a complete transcript; check that the audio goes on until the stop.", "最終結果の前に、サーバーがセッションを終えました。", "受け取った結果は完全ではありません。停止まで音声を送り続けているか確かめてください。"),
        new("close-1001", true, 1001, "The server is going away.", "Open a new session.", "サーバーが停止します。", "新しいセッションを開いてください。"),
        new("close-1002", false, 1002, "The server found the protocol broken.", "Check what lies between: a proxy may change WebSocket frames.", "サーバーがプロトコル違反を検出しました。", "途中のプロキシーが WebSocket フレームを変えていないか確かめてください。"),
        new("close-1003", false, 1003, "The server does not take this kind of message.", "Send audio as binary and commands as text.", "この種類のメッセージは受け付けられません。", "音声はバイナリー、コマンドはテキストで送ってください。"),
        new("close-none", false, 904, "The server closed without a close code.", "Open a new session; if it stays, check what lies between.", "サーバーがクローズコードなしで閉じました。", "新しいセッションを開いてください。続く場合は、途中の経路を確かめてください。"),
        new("close-1007", false, 1007, "The server found a message that is not what it should be.", "Check the commands that are sent.", "メッセージの内容が正しくありません。", "送ったコマンドを確かめてください。"),
        new("close-1008", false, 1008, "The server's policy forbids the session.", "Check token, contract and quota.", "サーバーの方針により禁じられました。", "トークン、契約、利用枠を確かめてください。"),
        new("close-1009", false, 1009, "The server found a frame or message too large.", "Send smaller chunks, at most 65,536 bytes a frame, and shorter utterances.", "フレームまたはメッセージが大きすぎます。", "1 フレームを 65,536 バイト以下にし、発話を短くしてください。"),
        new("close-1011", true, 1011, "The server failed.", "Open a new session; if it stays, tell the operator the session id.", "サーバーで障害が起きました。", "新しいセッションを開いてください。続く場合は、セッション ID を運営者に伝えてください。"),
        new("close-1012", true, null, "The service restarts.", "Open a new session in a moment.", "サービスが再起動します。", "少し待ってから新しいセッションを開いてください。"),
        new("close-1013", true, null, "The service is overloaded.", "Open a new session later.", "サービスが混雑しています。", "しばらくしてから新しいセッションを開いてください。"),
        new("close-1014", true, null, "A server in between got no good answer.", "Open a new session later.", "途中のサーバーが正しい応答を得られませんでした。", "しばらくしてから新しいセッションを開いてください。"),
        new("close-1015", false, 1015, "The connection could not be secured.", "Check the server's certificate and the address.", "安全な接続を確立できませんでした。", "サーバーの証明書とアドレスを確かめてください。"),
        new("close-4003", true, null, "The service waited too long for audio.", "mimi closes a session after 30 seconds without traffic: open a session when there is speech, or keep sending.", "音声が来ないまま待ち時間を過ぎました。", "mimi は 30 秒間通信がないとセッションを閉じます。発話があるときに開くか、送り続けてください。"),
        new("close-4000", false, 4000, "The service ended the session with an error of its own.", "The reason in Detail is the service's; its list of codes is not public.", "サービス固有のエラーで終了しました。", "Detail の理由はサービスによるものです。コードの一覧は公開されていません。"),
        new("host-not-found", true, 701, "The host's name cannot be resolved.", "Check the address and the name server.", "ホスト名を解決できません。", "アドレスと DNS を確かめてください。"),
        new("connection-refused", true, 704, "Nobody listens at this address.", "Check the address and the port, and that the server runs.", "このアドレスで待ち受けているものがありません。", "アドレスとポート、サーバーが動いていることを確かめてください。"),
        new("unreachable", true, 704, "The host or network cannot be reached.", "Check the network, the address and the proxy settings.", "ホストまたはネットワークに到達できません。", "ネットワーク、アドレス、プロキシー設定を確かめてください。"),
        new("connection-reset", true, 705, "The connection was reset.", "While opening, it often means more simultaneous sessions than the contract allows, or TLS spoken to a plain port: try again later, and check the scheme.", "接続がリセットされました。", "開始時なら、契約した同時セッション数の超過か、TLS と平文の取り違えが多い原因です。しばらくして再試行し、スキームを確かめてください。"),
        new("connection-lost", true, 791, "The connection was lost.", "Open a new session; check the network if it stays.", "接続が失われました。", "新しいセッションを開いてください。続く場合はネットワークを確かめてください。"),
        new("protocol-broken", false, 890, "The server broke the WebSocket protocol.", "Check the address and what lies between: a proxy may change frames.", "サーバーが WebSocket プロトコルに違反しました。", "アドレスと途中の経路を確かめてください。プロキシーがフレームを変えているかもしれません。"),
        new("tls", false, 602, "The server's certificate was not accepted.", "Check the server's certificate, the address and the clock of this machine.", "サーバーの証明書を検証できませんでした。", "サーバーの証明書、アドレス、このマシンの時計を確かめてください。"),
        new("clock", false, null, "The clock of this machine and the server's differ by more than a minute.", "Set the clock: certificates and tokens are valid for a time only.", "このマシンの時計とサーバーの時計が 1 分以上ずれています。", "時計を合わせてください。証明書とトークンには有効期間があります。"),
        new("timeout", true, 703, "The other side took too long.", "Check the network and try again; the time-outs can be set.", "相手の応答が遅すぎます。", "ネットワークを確かめ、もう一度試してください。時間制限は変更できます。"),
        new("network", true, 799, "The network failed.", "Check the address, the network and the proxy settings, and try again.", "ネットワークの障害です。", "アドレス、ネットワーク、プロキシー設定を確かめ、もう一度試してください。"),
        new("message", false, 907, "The server sent something that was not expected.", "Check that the address is that of the service; mimi may have changed.", "サーバーから予期しない内容が届きました。", "アドレスがサービスのものか確かめてください。mimi 側が変わった可能性もあります。"),
        new("json", false, null, "The server sent something that is not the JSON expected.", "Check that the address is that of the service; mimi may have changed.", "サーバーから届いたものが、期待した JSON ではありません。", "アドレスがサービスのものか確かめてください。mimi 側が変わった可能性もあります。"),
        new("result-overflow", false, null, "Results came faster than they were read.", "Read the results while audio is sent, or allow more of them to wait (MimiSessionOptions.ResultBufferCapacity).", "結果の読み取りが追いつきませんでした。", "音声を送りながら結果を読むか、待てる結果の数(MimiSessionOptions.ResultBufferCapacity)を増やしてください。"),
    ];
}
