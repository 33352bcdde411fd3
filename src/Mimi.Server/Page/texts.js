// What the page says, in English and Japanese.

const texts = {
  en: {
    title: 'Live captions', theme: 'Dark or light', start: 'Start the microphone', stop: 'Stop', file: 'Open a recording',
    language: 'Language', service: 'Service', token: 'Access token', tokenNote: 'It is kept nowhere, and gone when you leave the page.',
    captions: 'Captions', hint: 'Start the microphone, or drop a recording here.', level: 'Level', latency: 'Delay', position: 'Time',
    copy: 'Copy the text', copied: 'The text is in the clipboard.', srt: 'Save as SRT', vtt: 'Save as WebVTT', clear: 'Clear',
    insecure: 'This browser gives no microphone to a page without https. Open it on the computer that serves it, or start that with: mimi serve --https',
    about: 'Audio goes to the mimi that serves this page, and nowhere else. A microphone on another device needs mimi serve over https.',
    idle: 'Not listening', opening: 'Opening the audio …', connecting: 'Connecting …', live: 'Connected, listening', finishing: 'Waiting for the last words …', done: 'Finished',
    lost: seconds => `The connection is lost. Audio is kept; next try in ${seconds} s.`,
    gap: seconds => `[${seconds} s are missing]`,
    needsToken: 'This mimi asks for an access token. Enter it and start again.',
    refused: reason => `mimi refuses: ${reason}`,
    noMicrophone: 'No microphone can be used: allow it in the browser, or connect one.',
    unplugged: 'The microphone was disconnected.',
    undecodable: 'The browser cannot read this file as audio.',
    noEnd: 'mimi did not finish in time: the last words may be missing.',
    noClipboard: 'The browser does not allow copying.',
    seconds: value => `${value} s`,
  },
  ja: {
    title: 'リアルタイム字幕', theme: '明暗を切り替え', start: 'マイクを開始', stop: '停止', file: '録音を開く',
    language: '言語', service: 'サービス', token: 'アクセストークン', tokenNote: '保存されません。ページを離れると消えます。',
    captions: '字幕', hint: 'マイクを開始するか、録音をここにドロップしてください。', level: '音量', latency: '遅延', position: '時間',
    copy: 'テキストをコピー', copied: 'テキストをコピーしました。', srt: 'SRTで保存', vtt: 'WebVTTで保存', clear: '消去',
    insecure: 'httpsでないページでは、このブラウザーはマイクを使えません。mimiを動かしているコンピューターで開くか、mimi serve --https で起動してください。',
    about: '音声はこのページを配信しているmimiだけに送られます。ほかの端末のマイクを使うには、mimi serve をhttpsで動かす必要があります。',
    idle: '停止中', opening: '音声を開いています…', connecting: '接続しています…', live: '接続済み、聞いています', finishing: '最後の言葉を待っています…', done: '終了しました',
    lost: seconds => `接続が切れました。音声は保持しています。${seconds}秒後に再接続します。`,
    gap: seconds => `［${seconds}秒分が欠けています］`,
    needsToken: 'このmimiにはアクセストークンが必要です。入力してもう一度開始してください。',
    refused: reason => `mimiに拒否されました: ${reason}`,
    noMicrophone: 'マイクを使えません。ブラウザーで許可するか、マイクを接続してください。',
    unplugged: 'マイクが取り外されました。',
    undecodable: 'このファイルは音声として読めません。',
    noEnd: 'mimiが時間内に終わりませんでした。最後の言葉が欠けている可能性があります。',
    noClipboard: 'ブラウザーがコピーを許可していません。',
    seconds: value => `${value}秒`,
  },
};

let tongue = 'en';

/** Chooses the page's own language, 'en' or 'ja', and writes all fixed texts anew. */
export function speak(language) {
  tongue = language in texts ? language : 'en';
  document.documentElement.lang = tongue;
  document.title = `mimi – ${texts[tongue].title}`;
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = texts[tongue][element.dataset.text];
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', texts[tongue][element.dataset.label]);
}

/** Gets a text; what is to be filled in follows its name. */
export function say(name, ...values) {
  const text = texts[tongue][name];
  return typeof text === 'function' ? text(...values) : text;
}

export const currentTongue = () => tongue;
