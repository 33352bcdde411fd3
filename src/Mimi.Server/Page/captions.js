// The captions on the screen. A line that has been read stays as it is and where it is; only the open line changes, and only its end.

import { say } from './texts.js';

const NearEnd = 80; // Pixels: who has scrolled further up is reading, and stays there.

export class Captions {
  #log = document.querySelector('#captions');
  #stage = document.querySelector('#stage');
  #firm = document.querySelector('#firm');
  #tentative = document.querySelector('#tentative');
  #open = new Map();
  #cues = new Map();

  get cues() {
    return [...this.#cues.values()].filter(cue => !cue.isGap);
  }

  get text() {
    return [...this.#cues.values()].map(cue => cue.text).join('\n');
  }

  get isEmpty() {
    return this.#cues.size === 0;
  }

  show(id, start, end, text, isFinal, language) {
    this.#keepPlace(() => {
      if (!isFinal) {
        this.#open.set(id, text);
        this.#write();
        return;
      }

      this.#open.delete(id);
      this.#write();
      const cue = this.#cues.get(id);
      if (cue) {
        if (cue.text !== text) cue.line.textContent = text;
        Object.assign(cue, { start, end, text });
      } else {
        this.#cues.set(id, { start, end, text, line: this.#add(text, '', language) });
      }
    });
  }

  withdraw(id) {
    this.#keepPlace(() => {
      this.#open.delete(id);
      this.#write();
    });
  }

  gap(start, seconds) {
    const text = say('gap', seconds.toFixed(seconds < 10 ? 1 : 0));
    this.#keepPlace(() => this.#cues.set(`gap ${start}`, { start, end: start + seconds, text, isGap: true, line: this.#add(text, 'gap') }));
  }

  clear() {
    this.#open.clear();
    this.#cues.clear();
    this.#log.replaceChildren();
    this.#write();
  }

  #add(text, kind, language) {
    const line = document.createElement('p');
    line.textContent = text;
    line.className = kind;
    if (language) line.lang = language;
    this.#log.append(line);
    return line;
  }

  /** What two guesses in a row agree on looks firm. */
  #write() {
    const before = this.#firm.textContent + this.#tentative.textContent;
    const now = [...this.#open.values()].join(' ');
    let same = 0;
    while (same < now.length && now[same] === before[same]) same++;
    if (same < now.length && /\w/.test(now[same - 1] ?? '') && /\w/.test(now[same])) same = now.lastIndexOf(' ', same) + 1; // Whole words.
    this.#firm.textContent = now.slice(0, same);
    this.#tentative.textContent = now.slice(same);
  }

  #keepPlace(change) {
    const isAtEnd = this.#stage.scrollHeight - this.#stage.scrollTop - this.#stage.clientHeight < NearEnd;
    change();
    if (isAtEnd) this.#stage.scrollTop = this.#stage.scrollHeight;
  }
}
