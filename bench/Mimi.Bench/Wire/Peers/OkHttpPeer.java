import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/** OkHttp as a contestant of 'wire': one job a line of standard input, one line of figures each. */
public final class OkHttpPeer {
    private static final ByteString CHUNK = ByteString.of(new byte[3_200]);
    private static final long MAX_QUEUE_BYTES = 1 << 20; // OkHttp closes the socket at 16 MiB.

    private static final OkHttpClient CLIENT = client();

    public static void main(String[] args) throws Exception {
        BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in));
        for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
            String[] words = line.split(" ");
            try {
                System.out.println(run(words[0], words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3])));
            } catch (Exception e) {
                System.out.println("failed " + e);
            }
        }
        System.exit(0);
    }

    private static String run(String work, String address, int sessions, int count) throws Exception {
        switch (work) {
            case "upload": return upload(address, count);
            case "roundtrip": return roundTrip(address, count);
            case "results": return results(address, count);
            case "paced": return paced(address, sessions, count);
            default: throw new IllegalArgumentException(work);
        }
    }

    private static String upload(String address, int count) throws Exception {
        Session session = new Session(address);
        Meter meter = new Meter();
        for (int i = 0; i < count; i++) {
            while (session.socket.queueSize() > MAX_QUEUE_BYTES) {
                Thread.sleep(1); // It has no other back-pressure.
            }
            session.socket.send(CHUNK);
        }
        session.stop();
        session.closed.await();
        return meter.stop(0, 0) + session.last;
    }

    private static String roundTrip(String address, int count) throws Exception {
        Session session = new Session(address);
        double[] times = new double[count];
        Meter meter = new Meter();
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            session.socket.send(CHUNK);
            session.received.acquire();
            times[i] = (System.nanoTime() - start) / 1e3;
        }
        Arrays.sort(times);
        String figures = meter.stop(times[count / 2], times[(int) (count * 99L / 100)]);
        session.socket.cancel();
        return figures + session.characters;
    }

    private static String results(String address, int count) throws Exception {
        Session session = new Session(address);
        Meter meter = new Meter();
        session.stop();
        session.closed.await();
        return meter.stop(0, 0) + (session.characters - session.last.length());
    }

    private static String paced(String address, int sessions, int count) throws Exception {
        List<Session> all = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            all.add(new Session(address));
        }
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
        Meter meter = new Meter();
        CountDownLatch spoken = new CountDownLatch(sessions);
        for (int i = 0; i < sessions; i++) {
            Session session = all.get(i);
            int[] sent = {0};
            ScheduledFuture<?>[] task = {null};
            task[0] = clock.scheduleAtFixedRate(() -> {
                if (sent[0] < count) {
                    session.socket.send(CHUNK);
                }
                if (++sent[0] == count) {
                    spoken.countDown();
                }
            }, 100_000L * i / sessions, 100_000, TimeUnit.MICROSECONDS);
        }
        spoken.await();
        String figures = meter.stop(0, 0);
        clock.shutdownNow();
        long bytes = 0;
        for (Session session : all) {
            session.stop();
            session.closed.await();
            bytes += Long.parseLong(session.last);
        }
        return figures + bytes;
    }

    private static OkHttpClient client() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(100_000);
        dispatcher.setMaxRequestsPerHost(100_000);
        return new OkHttpClient.Builder().dispatcher(dispatcher).readTimeout(0, TimeUnit.SECONDS).build();
    }

    /** The text of a message, without a JSON library: which one would be fair to measure is not OkHttp's to say. */
    private static String text(String message) {
        int start = message.indexOf("\"result\":\"") + 10;
        return message.substring(start, message.indexOf('"', start));
    }

    private static final class Session extends WebSocketListener {
        final CountDownLatch opened = new CountDownLatch(1);
        final CountDownLatch closed = new CountDownLatch(1);
        final Semaphore received = new Semaphore(0);
        final WebSocket socket;
        volatile long characters;
        volatile String last = "0";

        Session(String address) throws InterruptedException {
            socket = CLIENT.newWebSocket(new Request.Builder().url(address).build(), this);
            opened.await();
        }

        void stop() {
            socket.send("{\"command\":\"recog-break\"}");
        }

        @Override public void onOpen(WebSocket webSocket, Response response) {
            opened.countDown();
        }

        @Override public void onMessage(WebSocket webSocket, String message) {
            last = text(message);
            characters += last.length();
            received.release();
        }

        @Override public void onClosing(WebSocket webSocket, int code, String reason) {
            webSocket.close(1000, null);
            closed.countDown();
        }

        @Override public void onFailure(WebSocket webSocket, Throwable t, Response response) {
            opened.countDown();
            closed.countDown();
        }
    }

    private static final class Meter {
        private final long cpu = cpuTime();
        private final long start = System.nanoTime();

        String stop(double p50, double p99) {
            double wall = (System.nanoTime() - start) / 1e9;
            return "done " + (cpuTime() - cpu) / 1e9 + " " + wall + " 0 " + p50 + " " + p99 + " ";
        }

        private static long cpuTime() {
            return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        }
    }
}
