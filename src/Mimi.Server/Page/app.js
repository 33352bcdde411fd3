// The page: buttons, figures, and what they do.

import { openFile, openMicrophone } from './audio.js';
import { Captions } from './captions.js';
import { CaptionSession } from './session.js';
import { toSrt, toVtt } from './subtitles.js';
import { currentTongue, say, speak } from './texts.js';

const MaxBacklogSeconds = 2;
const VoiceLevel = 0.02; // About −34 dB: louder than a room.
const PauseChunks = 3;

const at = id => document.getElementById(id);
const captions = new Captions();
let source = null;
let session = null;
let voice = null;      // Where in the audio somebody spoke last, and when that was heard: { end, time }.
let pause = null;      // The same of the last pause that was long enough to end words.
let quietChunks = 0;
let shown = { state: 'idle' };
let offset = 0;        // Where the running recording begins, behind those before it.
let recording = 0;

// ---- What is shown ----

function showState(state, seconds) {
  shown = { state, seconds };
  at('state').dataset.state = state;
  at('state').textContent = say(state, seconds);
}

function showProblem(text) {
  at('problem').hidden = !text;
  at('problem').textContent = text ?? '';
}

function showRefusal({ status, reason }) {
  const isToken = status === 401;
  showProblem(say(isToken && !at('token').value ? 'needsToken' : 'refused', reason));
  if (isToken) {
    at('token-field').hidden = false;
    at('token').focus();
  }
}

function showButtons() {
  const isRunning = source !== null || session !== null;
  at('microphone').dataset.text = isRunning ? 'stop' : 'start';
  at('microphone').textContent = say(at('microphone').dataset.text);
  at('microphone').disabled = !isRunning && !isSecureContext;
  for (const id of ['file', 'language', 'service', 'token']) at(id).disabled = isRunning;
  for (const id of ['copy', 'srt', 'vtt', 'clear']) at(id).disabled = captions.isEmpty;
}

function showHeard(level) {
  at('level').value = Math.max(0, Math.min(60, 60 + 20 * Math.log10(level + 1e-6)));
  const seconds = Math.floor(session.heard);
  at('position').textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

// ---- Listening ----

async function listen(open, problem) {
  if (source || session) return;
  showProblem();
  showState('opening');
  try {
    source = await open();
  } catch {
    source = null;
    showState('idle');
    showProblem(say(problem));
    return;
  }

  offset = captions.cues.at(-1)?.end ?? 0;
  voice = pause = null;
  recording++;
  session = follow(new CaptionSession({ process: at('service').value, language: at('language').value, token: at('token').value.trim(), rate: source.rate }), at('language').value, recording);
  session.start();
  source.start(hear, endSource, () => session.backlog < MaxBacklogSeconds);
  showButtons();
}

function follow(current, language, number) {
  current.addEventListener('state', ({ state, seconds }) => showState(state, seconds));
  current.addEventListener('caption', ({ id, start, end, text, isFinal }) => {
    const last = pause?.end > start ? pause : voice;
    const stop = Math.max(start, Math.min(end, last?.end ?? end)); // A piece whose end nobody says ends with the voice.
    captions.show(`${number}.${id}`, offset + start, offset + stop, text, isFinal, language);
    if (isFinal && last) at('latency').textContent = say('seconds', ((performance.now() - last.time) / 1000).toFixed(1));
    showButtons();
  });
  current.addEventListener('withdraw', ({ id }) => captions.withdraw(`${number}.${id}`));
  current.addEventListener('gap', ({ start, seconds }) => captions.gap(offset + start, seconds));
  current.addEventListener('ended', ({ problem, refusal }) => {
    session = null;
    source?.stop();
    showState(refusal ? 'idle' : 'done');
    if (problem) showProblem(say(problem));
    showButtons();
    if (refusal) showRefusal(refusal);
  });
  return current;
}

function hear(samples, level) {
  if (!session) return;
  const isQuiet = level < VoiceLevel;
  session.push(samples, isQuiet);
  quietChunks = isQuiet ? quietChunks + 1 : 0;
  if (!isQuiet) voice = { end: session.heard, time: performance.now() };
  if (quietChunks === PauseChunks) pause = voice;

  showHeard(level);
}

function endSource(problem) {
  source = null;
  at('level').value = 0;
  if (problem) showProblem(say(problem));
  session?.finish();
  showButtons();
}

// ---- Buttons ----

at('microphone').addEventListener('click', () => {
  if (source) source.stop();
  else if (session) session.cancel();
  else listen(openMicrophone, 'noMicrophone');
});

function openDropped(file) {
  if (file) listen(() => openFile(file), 'undecodable');
}

at('file').addEventListener('change', ({ target }) => {
  openDropped(target.files[0]);
  target.value = ''; // Or the same file could not be chosen twice.
});

document.addEventListener('dragover', event => {
  event.preventDefault();
  at('stage').classList.add('over');
});
document.addEventListener('dragleave', () => at('stage').classList.remove('over'));
document.addEventListener('drop', event => {
  event.preventDefault();
  at('stage').classList.remove('over');
  openDropped(event.dataTransfer.files[0]);
});

at('controls').addEventListener('submit', event => event.preventDefault());

at('copy').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(captions.text);
    at('state').textContent = say('copied');
  } catch {
    showProblem(say('noClipboard'));
  }
});

function save(name, type, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

at('srt').addEventListener('click', () => save('captions.srt', 'application/x-subrip', toSrt(captions.cues)));
at('vtt').addEventListener('click', () => save('captions.vtt', 'text/vtt', toVtt(captions.cues)));
at('clear').addEventListener('click', () => {
  captions.clear();
  showButtons();
  at('microphone').focus(); // The button that had it is disabled now.
});

// ---- Appearance ----

/** Remembers what is no secret, if the browser allows. */
function remember(key, value) {
  try {
    localStorage.setItem(`mimi.${key}`, value);
  } catch {
    // Then not.
  }
}

function recall(key) {
  try {
    return localStorage.getItem(`mimi.${key}`);
  } catch {
    return null;
  }
}

function useTongue(tongue) {
  speak(tongue);
  const isJapanese = currentTongue() === 'ja';
  at('tongue').textContent = isJapanese ? 'English' : '日本語';
  at('tongue').lang = isJapanese ? 'en' : 'ja';
  showState(shown.state, shown.seconds);
  showButtons();
}

const darkness = matchMedia('(prefers-color-scheme: dark)');
let theme = recall('theme');

function useTheme() {
  document.documentElement.dataset.theme = theme ?? (darkness.matches ? 'dark' : 'light');
}

darkness.addEventListener('change', useTheme);
at('theme').addEventListener('click', () => {
  theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  remember('theme', theme);
  useTheme();
});
at('tongue').addEventListener('click', () => {
  const tongue = currentTongue() === 'ja' ? 'en' : 'ja';
  remember('tongue', tongue);
  useTongue(tongue);
});

useTheme();
useTongue(recall('tongue') ?? navigator.language.slice(0, 2));
at('insecure').hidden = isSecureContext;
