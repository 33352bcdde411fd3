// npm ws as a contestant of 'wire': one job a line of standard input, one line of figures each.
import { createInterface } from "node:readline";
import WebSocket from "ws";

const chunkBytes = 3_200;
const chunk = Buffer.alloc(chunkBytes, 7);

function open(address) {
  const socket = new WebSocket(address.replace(/^http/, "ws"), { perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    socket.once("open", () => resolve(socket));
    socket.once("error", reject);
  });
}

const text = (data) => JSON.parse(data).response[0].result;
const stop = (socket) => socket.send('{"command":"recog-break"}');
const closed = (socket) => new Promise((resolve) => socket.once("close", resolve));

function meter() {
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  return (check, p50 = 0, p99 = 0) => {
    const spent = process.cpuUsage(cpu);
    const wall = Number(process.hrtime.bigint() - start) / 1e9;
    return `done ${(spent.user + spent.system) / 1e6} ${wall} 0 ${p50} ${p99} ${check}`;
  };
}

async function upload(address, _, count) {
  const socket = await open(address);
  let bytes = "0";
  socket.on("message", (data) => (bytes = text(data)));
  const end = closed(socket);
  const done = meter();
  for (let i = 0; i < count; i++) {
    if (socket.bufferedAmount > 1_048_576) {
      await new Promise((resolve) => socket.send(chunk, resolve)); // As one does who must not outrun the connection.
    } else {
      socket.send(chunk);
    }
  }
  stop(socket);
  await end;
  return done(bytes);
}

async function roundtrip(address, _, count) {
  const socket = await open(address);
  const times = [];
  let characters = 0;
  let start = 0n;
  let received;
  socket.on("message", (data) => {
    characters += text(data).length;
    times.push(Number(process.hrtime.bigint() - start) / 1e3);
    received();
  });
  const done = meter();
  for (let i = 0; i < count; i++) {
    start = process.hrtime.bigint();
    const answer = new Promise((resolve) => (received = resolve));
    socket.send(chunk);
    await answer;
  }
  times.sort((a, b) => a - b);
  const figures = done(characters, times[count >> 1], times[Math.floor((count * 99) / 100)]);
  socket.terminate();
  return figures;
}

async function results(address, _, count) {
  const socket = await open(address);
  let characters = 0;
  let received = 0;
  socket.on("message", (data) => (characters += received++ < count ? text(data).length : (text(data), 0)));
  const end = closed(socket);
  const done = meter();
  stop(socket);
  await end;
  return done(characters);
}

async function paced(address, sessions, count) {
  const sockets = [];
  for (let i = 0; i < sessions; i++) {
    sockets.push(await open(address));
  }
  const last = sockets.map(() => "0");
  sockets.forEach((socket, i) => socket.on("message", (data) => (last[i] = text(data))));
  const ends = sockets.map(closed);
  const done = meter();
  await Promise.all(sockets.map((socket, i) => new Promise((resolve) => setTimeout(() => {
    let sent = 0;
    const timer = setInterval(() => {
      if (sent++ < count) {
        socket.send(chunk);
      } else {
        clearInterval(timer);
        resolve();
      }
    }, 100);
  }, (100 * i) / sessions))));
  const figures = done("");
  sockets.forEach(stop);
  await Promise.all(ends);
  return figures + last.reduce((sum, bytes) => sum + Number(bytes), 0);
}

const works = { upload, roundtrip, results, paced };
for await (const line of createInterface({ input: process.stdin })) {
  const [work, address, sessions, count] = line.split(" ");
  try {
    console.log(await works[work](address, Number(sessions), Number(count)));
  } catch (error) {
    console.log(`failed ${error}`);
  }
}
