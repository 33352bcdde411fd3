// One stream of captions, over as many connections as it takes. Audio stays here until its words are final, so that a new connection can hear it again.
// Positions are in seconds from the first sample, over all connections.

const KeptSeconds = 30;         // More than a recognizer leaves open; about 1 MB.
const SocketSeconds = 2;        // What the socket may hold: the rest waits here, where it is not lost.
const StallSeconds = 5;         // A connection that takes nothing for so long is dead.
const ConnectSeconds = 10;
const SilenceSeconds = 5;       // After so long without a word from the server, it is asked whether it is still there,
const AnswerSeconds = 4;        // and must answer within this.
const EndSeconds = 30;          // How long the last words may take.
const LeadSeconds = 0.3;        // Words may begin a little before they are said to.
const PauseChunks = 3;          // So many quiet chunks in a row are a pause: where words become final.
const FirstWaitSeconds = 0.5;
const MaxWaitSeconds = 8;
const Normal = 1000;

/** Events: state {state, seconds}, caption {id, start, end, text, isFinal}, withdraw {id}, gap {start, seconds}, ended {problem, refusal: {status, reason}}. */
export class CaptionSession extends EventTarget {
  #options;
  #socket = null;
  #chunks = [];            // { start, end, samples, isQuiet }, the oldest first.
  #next = 0;               // The index of the first chunk that this connection has not been sent.
  #heard = 0;              // The end of what was pushed.
  #settled = 0;            // Before this, everything is final, or said to be missing.
  #base = 0;               // Where this connection began.
  #connection = 0;
  #piece = 0;
  #openIds = new Set();
  #endless = null;         // A determined piece whose end nobody has told yet: { id, start, end, text }.
  #wait = FirstWaitSeconds;
  #retry = null;
  #deadline = null;
  #watch = null;
  #progress = { time: 0, waiting: 0 };
  #dialled = 0;
  #spoken = 0;             // When the server said something last, or was asked.
  #isFinishing = false;
  #isBroken = false;       // recog-break is out on this connection.
  #isOver = false;

  constructor(options) {
    super();
    this.#options = options;
  }

  /** Seconds of audio that wait for the server. */
  get backlog() {
    return this.#heard - (this.#chunks[this.#next]?.start ?? this.#heard) + (this.#socket?.bufferedAmount ?? 0) / 2 / this.#options.rate;
  }

  get heard() {
    return this.#heard;
  }

  start() {
    this.#watch = setInterval(() => this.#look(), 500);
    addEventListener('online', this.#online);
    this.#connect();
  }

  push(samples, isQuiet) {
    if (this.#isOver) return;
    const start = this.#heard;
    this.#heard += samples.length / this.#options.rate;
    this.#chunks.push({ start, end: this.#heard, samples, isQuiet });
    const unsent = this.#trim(this.#heard - KeptSeconds);
    if (unsent && this.#socket?.readyState === WebSocket.OPEN) this.#lose(); // Too slow to be of use: begin anew, with a gap that shows.
    this.#pump();
  }

  /** No more audio comes: waits for the last words. */
  finish() {
    if (this.#isOver || this.#isFinishing) return;
    this.#isFinishing = true;
    this.#deadline = setTimeout(() => this.#end('noEnd'), EndSeconds * 1000);
    if (this.#socket?.readyState === WebSocket.OPEN) this.#tell('state', { state: 'finishing' });
    this.#pump();
  }

  cancel() {
    this.#end();
  }

  #tell(type, detail = {}) {
    this.dispatchEvent(Object.assign(new Event(type), detail));
  }

  #online = () => {
    if (this.#retry) this.#connect();
  };

  #address(scheme) {
    const { process, language, token, rate } = this.#options;
    const address = new URL('./', location);
    address.protocol = location.protocol.replace('http', scheme);
    address.search = new URLSearchParams({
      'process': process,
      'input-language': language,
      'content-type': `audio/x-pcm;bit=16;rate=${rate};channels=1`,
      ...(process === 'nict-asr' && { 'nict-asr-options': 'response_format=v2;progressive=true;temporary=true;temporary_interval=300' }),
      ...(token && { 'access-token': token }),
    });
    return address;
  }

  #connect() {
    clearTimeout(this.#retry);
    this.#retry = null;
    this.#tell('state', { state: 'connecting' });
    this.#dialled = performance.now();
    const socket = this.#socket = new WebSocket(this.#address('ws'));
    let isOpen = false;
    socket.onopen = () => {
      isOpen = true;
      this.#opened();
    };
    socket.onmessage = ({ data }) => {
      this.#spoken = performance.now();
      this.#take(JSON.parse(data));
    };
    socket.onclose = ({ code }) => {
      if (this.#socket !== socket) return; // It was given up before.
      if (code === Normal && this.#isBroken) this.#end();
      else if (isOpen) this.#lose();
      else this.#explain();
    };
  }

  #opened() {
    this.#connection++;
    this.#piece = 0;
    this.#next = 0;
    this.#isBroken = false;
    this.#wait = FirstWaitSeconds;
    this.#base = this.#chunks[0]?.start ?? this.#heard;
    this.#progress = { time: performance.now(), waiting: 0 };
    this.#spoken = performance.now();
    if (this.#base > this.#settled) {
      this.#tell('gap', { start: this.#settled, seconds: this.#base - this.#settled });
      this.#settled = this.#base;
    }

    this.#tell('state', { state: this.#isFinishing ? 'finishing' : 'live' });
    this.#pump();
  }

  #pump() {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN || this.#isBroken) return;
    const limit = SocketSeconds * 2 * this.#options.rate;
    while (this.#next < this.#chunks.length && socket.bufferedAmount < limit) {
      socket.send(this.#chunks[this.#next++].samples);
    }

    if (this.#isFinishing && this.#next === this.#chunks.length) {
      socket.send(JSON.stringify({ command: 'recog-break' }));
      this.#isBroken = true;
    }
  }

  /** Sees to what no event tells: room in the socket, and a server that takes nothing. */
  #look() {
    this.#pump();
    if (this.#socket?.readyState === WebSocket.CONNECTING && performance.now() - this.#dialled > ConnectSeconds * 1000) this.#lose();
    const waiting = this.#socket?.readyState === WebSocket.OPEN ? this.#socket.bufferedAmount : 0;
    if (waiting === 0 || waiting < this.#progress.waiting) this.#progress.time = performance.now();
    this.#progress.waiting = waiting;
    if (performance.now() - this.#progress.time > StallSeconds * 1000) this.#lose();
    else if (this.#socket?.readyState === WebSocket.OPEN && performance.now() - this.#spoken > SilenceSeconds * 1000) this.#ask(this.#socket);
  }

  /** Sockets of the system hold minutes of audio: a network that is gone without a word shows only in what it does not bring. */
  async #ask(socket) {
    const asked = this.#spoken = performance.now();
    try {
      await fetch('icon.svg', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(AnswerSeconds * 1000) });
    } catch {
      if (this.#socket === socket && this.#spoken === asked) this.#lose(); // Unless it has spoken meanwhile.
    }
  }

  /** Forgets chunks that end before a position, and tells how many of them were never sent. They are a gap when the next connection finds them missing. */
  #trim(position) {
    let gone = 0;
    while (gone < this.#chunks.length && this.#chunks[gone].end <= position) gone++;
    const unsent = Math.max(0, gone - this.#next);
    this.#chunks.splice(0, gone);
    this.#next = Math.max(0, this.#next - gone);
    return unsent;
  }

  #settle(position) {
    this.#settled = Math.max(this.#settled, Math.min(position, this.#heard));
    this.#trim(this.#settled);
  }

  /** Where the last pause was that this connection has been sent, if it was behind a position. */
  #pauseBehind(position) {
    let quiet = 0;
    for (let at = this.#next - 1; at >= 0 && this.#chunks[at].end > position; at--) {
      quiet = this.#chunks[at].isQuiet ? quiet + 1 : 0;
      if (quiet === PauseChunks) return this.#chunks[at + PauseChunks - 1].end;
    }

    return null;
  }

  #take(message) {
    const sent = this.#chunks[this.#next]?.start ?? this.#heard;
    if (this.#options.process === 'nict-asr') this.#takePieces(message, sent);
    else this.#takeHypothesis(message);
    if (message.status === 'recog-finished') {
      this.#endAt(sent);
      this.#settle(sent);
    }
  }

  // NICT, second format: a piece that may change, until one is determined. Nobody says where that one ends: in the pause behind it, or else where the next one begins.
  // Until then it counts as one that may change: if the connection breaks in between, it is heard again, and stands there once.
  #takePieces({ response }, sent) {
    for (const { result, determined, time } of response) {
      const start = this.#base + time / 1000;
      if (result) this.#endAt(start);
      const id = `${this.#connection}.${this.#piece}`;
      const pause = determined ? this.#pauseBehind(start) : null;
      this.#show(id, start, sent, result, determined && pause !== null);
      if (pause !== null) {
        this.#settle(pause - LeadSeconds / 2);
      } else if (determined && result) {
        this.#endless = { id, start, end: sent, text: result };
      } else if (result) {
        this.#settle(start - LeadSeconds);
      }

      if (determined && result) this.#piece++;
    }
  }

  #endAt(position) {
    if (!this.#endless) return;
    const { id, start, end, text } = this.#endless;
    this.#endless = null;
    this.#show(id, start, position > start ? Math.min(position, end) : end, text, true);
  }

  // mimi: everything so far, each time. Only its last entry may still change.
  #takeHypothesis({ response, status }) {
    const isOver = status === 'recog-finished';
    response.forEach(({ result, time: [start, end] }, index) => {
      const isFinal = isOver || index < response.length - 1;
      this.#show(`${this.#connection}.${index}`, this.#base + start / 1000, this.#base + end / 1000, result, isFinal);
    });
    for (const id of [...this.#openIds].filter(id => Number(id.split('.')[1]) >= response.length)) this.#withdraw(id);
    if (response.length > 0 && !isOver) this.#settle(this.#base + response.at(-1).time[0] / 1000 - LeadSeconds);
  }

  #show(id, start, end, text, isFinal) {
    if (!text) return this.#withdraw(id);
    if (isFinal) this.#openIds.delete(id);
    else this.#openIds.add(id);
    this.#tell('caption', { id, start, end: Math.max(end, start), text, isFinal });
  }

  #withdraw(id) {
    if (this.#openIds.delete(id)) this.#tell('withdraw', { id });
  }

  #lose() {
    const socket = this.#socket;
    this.#socket = null;
    this.#endless = null;
    socket?.close();
    for (const id of [...this.#openIds]) this.#withdraw(id); // They will be heard again.
    const seconds = this.#wait * (0.8 + 0.4 * Math.random()); // Not all at once, after a restart.
    this.#wait = Math.min(MaxWaitSeconds, this.#wait * 2);
    this.#progress = { time: performance.now(), waiting: 0 };
    this.#tell('state', { state: 'lost', seconds: Math.max(1, Math.round(seconds)) });
    this.#retry = setTimeout(() => this.#connect(), seconds * 1000);
  }

  /** A browser does not say why a WebSocket was refused; the same request by POST does. */
  async #explain() {
    this.#socket = null;
    let refusal = null;
    try {
      const answer = await fetch(this.#address('http'), { method: 'POST', body: new Uint8Array(0), signal: AbortSignal.timeout(5000) });
      if (!answer.ok && !isPassing(answer.status)) refusal = { status: answer.status, reason: (await answer.json()).error };
    } catch {
      // The server is not there: that may pass.
    }

    if (this.#isOver) return;
    if (refusal) {
      this.#end(null, refusal);
    } else {
      this.#lose();
    }
  }

  #end(problem, refusal) {
    if (this.#isOver) return;
    this.#endAt(this.#heard);
    this.#isOver = true;
    clearInterval(this.#watch);
    clearTimeout(this.#retry);
    clearTimeout(this.#deadline);
    removeEventListener('online', this.#online);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#tell('ended', { problem, refusal });
  }
}

/** Tells whether a refusal may be none the next time. 501 will be the same for ever. */
const isPassing = status => status === 408 || status === 429 || (status >= 500 && status !== 501);
