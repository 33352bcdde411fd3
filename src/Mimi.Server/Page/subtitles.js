// Captions as files: SRT and WebVTT (https://www.w3.org/TR/webvtt1/). A cue is { start, end, text } in seconds.

const LineWidth = 42;  // Half-width characters: 21 full-width ones.
const LinesPerCue = 2;
const MinSeconds = 1;
const NoLineStart = '、。，．,.!?！？」』）)]】〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々:;：；…';

export const toSrt = cues => arrange(cues).map((cue, index) => `${index + 1}\n${time(cue.start, ',')} --> ${time(cue.end, ',')}\n${cue.lines.join('\n')}\n`).join('\n');

export const toVtt = cues => ['WEBVTT\n', ...arrange(cues).map(cue => `${time(cue.start, '.')} --> ${time(cue.end, '.')}\n${cue.lines.map(escape).join('\n')}\n`)].join('\n');

/** Breaks cues into lines, and long ones into several cues, each as long as its part of the text. */
function arrange(cues) {
  const arranged = [];
  cues.forEach(({ start, end, text }, index) => {
    const next = cues[index + 1]?.start ?? Infinity;
    const stop = Math.max(start + 0.001, Math.min(Math.max(end, start + MinSeconds), next));
    const lines = breakLines(text);
    const total = lines.reduce((sum, line) => sum + line.length, 0);
    let at = start;
    for (let first = 0; first < lines.length; first += LinesPerCue) {
      const part = lines.slice(first, first + LinesPerCue);
      const until = first + LinesPerCue >= lines.length ? stop : at + (stop - start) * part.reduce((sum, line) => sum + line.length, 0) / total;
      arranged.push({ start: at, end: until, lines: part });
      at = until;
    }
  });
  return arranged;
}

function breakLines(text) {
  const lines = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (line && width(line + piece.trimEnd()) > LineWidth) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else {
      line += piece;
    }
  }

  return line.trim() ? [...lines, line.trimEnd()] : lines;
}

/** Cuts where a line may end: behind blanks, and between full-width characters unless the next may not begin a line. */
function pieces(text) {
  const cut = [];
  let piece = '';
  for (const character of text.replace(/\s+/g, ' ').trim()) {
    const last = piece.at(-1);
    if (piece && (last === ' ' || ((isWide(last) || isWide(character)) && !NoLineStart.includes(character)))) {
      cut.push(piece);
      piece = '';
    }

    piece += character;
  }

  return piece ? [...cut, piece] : cut;
}

const isWide = character => /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/.test(character);

const width = text => [...text].reduce((sum, character) => sum + (isWide(character) ? 2 : 1), 0);

const escape = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function time(seconds, separator) {
  const all = Math.round(seconds * 1000);
  const two = value => String(Math.floor(value)).padStart(2, '0');
  return `${two(all / 3600000)}:${two(all / 60000 % 60)}:${two(all / 1000 % 60)}${separator}${String(all % 1000).padStart(3, '0')}`;
}
