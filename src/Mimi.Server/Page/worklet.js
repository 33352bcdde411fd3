// Runs on the audio thread: mixes down to one channel, makes 16-bit samples, and posts them in chunks.

class Recorder extends AudioWorkletProcessor {
  constructor(options) {
    super();
    this.chunk = new Int16Array(options.processorOptions.chunkSamples);
    this.filled = 0;
    this.energy = 0;
    this.ended = false;
    this.port.onmessage = () => { // The only message there is: finish.
      this.flush();
      this.port.postMessage({ ended: true });
      this.ended = true;
    };
  }

  process([channels]) {
    for (let at = 0; at < (channels[0]?.length ?? 0) && !this.ended; at++) {
      let sample = 0;
      for (const channel of channels) sample += channel[at] / channels.length;
      this.energy += sample * sample;
      this.chunk[this.filled++] = Math.max(-32768, Math.min(32767, Math.round(sample * 32768)));
      if (this.filled === this.chunk.length) this.flush();
    }

    return !this.ended;
  }

  flush() {
    if (this.filled === 0) return;
    const samples = this.chunk.slice(0, this.filled);
    this.port.postMessage({ samples, level: Math.sqrt(this.energy / this.filled) }, [samples.buffer]);
    this.filled = 0;
    this.energy = 0;
  }
}

registerProcessor('recorder', Recorder);
