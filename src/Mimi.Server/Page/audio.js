// Where audio comes from. A source has a rate, and calls heard(samples, level) for each chunk and ended(problem) once; stop() ends it.

const PreferredRate = 16000; // What recognizers take: then nobody has to resample.
const ChunksPerSecond = 10;
const FileSpeed = 4; // Faster than life, slow enough to be read.
const FileTickMilliseconds = 50;

/** Opens the microphone. It must be called from a click. */
export async function openMicrophone() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: true } });
  let context;
  try {
    let source;
    [context, source] = connect(stream);
    await context.audioWorklet.addModule('worklet.js');
    const recorder = new AudioWorkletNode(context, 'recorder', {
      numberOfOutputs: 0,
      processorOptions: { chunkSamples: context.sampleRate / ChunksPerSecond },
    });
    await context.resume();
    return new Microphone(stream, context, source, recorder);
  } catch (error) {
    stream.getTracks().forEach(track => track.stop());
    await context?.close();
    throw error;
  }
}

/** A browser that does not convert a microphone's rate gets its own: the server takes 8,000 to 48,000 Hz. */
function connect(stream) {
  const context = new AudioContext({ sampleRate: PreferredRate });
  try {
    return [context, context.createMediaStreamSource(stream)];
  } catch {
    context.close();
    const own = new AudioContext();
    return [own, own.createMediaStreamSource(stream)];
  }
}

class Microphone {
  constructor(stream, context, source, recorder) {
    Object.assign(this, { stream, context, source, recorder });
    this.rate = context.sampleRate;
  }

  start(heard, ended) {
    this.recorder.port.onmessage = ({ data }) => (data.ended ? this.close(ended) : heard(data.samples, data.level));
    this.stream.getAudioTracks()[0].onended = () => this.close(ended, 'unplugged');
    this.source.connect(this.recorder);
  }

  stop() {
    this.recorder.port.postMessage('finish');
  }

  close(ended, problem) {
    this.recorder.port.onmessage = null;
    this.stream.getTracks().forEach(track => track.stop());
    this.context.close();
    ended(problem);
  }
}

/** Decodes a file with whatever the browser can decode. */
export async function openFile(file) {
  const audio = await new OfflineAudioContext(1, 1, PreferredRate).decodeAudioData(await file.arrayBuffer());
  return new Recording(audio);
}

class Recording {
  constructor(audio) {
    this.rate = audio.sampleRate;
    this.channels = Array.from({ length: audio.numberOfChannels }, (_, channel) => audio.getChannelData(channel));
    this.length = audio.length;
  }

  /** Plays silently, by the clock, but never further ahead than the connection takes it. */
  start(heard, ended, isReady) {
    const step = this.rate / ChunksPerSecond;
    let at = 0;
    let last = performance.now();
    let allowance = 0;
    this.finish = () => {
      clearInterval(this.timer);
      ended();
    };
    this.timer = setInterval(() => {
      const now = performance.now();
      allowance = Math.min(allowance + (now - last) / 1000 * FileSpeed * this.rate, this.rate * FileSpeed); // Background tabs tick once a second.
      last = now;
      while (allowance >= step && at < this.length && isReady()) {
        const [samples, level] = this.mix(at, Math.min(this.length, at + step));
        heard(samples, level);
        at += samples.length;
        allowance -= step;
      }

      if (at >= this.length) this.finish();
    }, FileTickMilliseconds);
  }

  stop() {
    this.finish();
  }

  mix(from, to) {
    const samples = new Int16Array(to - from);
    let energy = 0;
    for (let at = from; at < to; at++) {
      let sample = 0;
      for (const channel of this.channels) sample += channel[at] / this.channels.length;
      energy += sample * sample;
      samples[at - from] = Math.max(-32768, Math.min(32767, Math.round(sample * 32768)));
    }

    return [samples, Math.sqrt(energy / samples.length)];
  }
}
