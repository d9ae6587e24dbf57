package dev.raquel.fault.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One connection through the proxy. */
final class Link {

    private final Socket client;
    private final int target;
    private final Supplier<CommitCut> nextCut;
    private final Consumer<Link> closed;
    private volatile Socket database;
    private volatile boolean swallowed;
    private volatile boolean dropReplies;

    Link(Socket client, int target, Supplier<CommitCut> nextCut, Consumer<Link> closed) {
        this.client = client;
        this.target = target;
        this.nextCut = nextCut;
        this.closed = closed;
    }

    static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    void open() {
        try {
            database = new Socket(InetAddress.getLoopbackAddress(), target);
            database.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
        } catch (IOException noDatabase) {
            reset();
            return;
        }
        thread("proxy-requests", () -> pump(client, database, true));
        thread("proxy-replies", () -> pump(database, client, false));
    }

    void swallow() {
        swallowed = true;
    }

    boolean hasSwallowed() {
        return swallowed;
    }

    /** Ends both sides at once, as if a cable or a router had gone, and the other end was told. */
    void reset() {
        close(client);
        close(database);
        closed.accept(this);
    }

    private void pump(Socket from, Socket to, boolean requests) {
        byte[] bytes = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                CommitCut cut = requests && !swallowed && isCommit(bytes, length) ? nextCut.get() : null;
                if (cut == CommitCut.BEFORE) {
                    break;
                }
                if (cut == CommitCut.AFTER) {
                    dropReplies = true; // and the first of them cuts
                }
                if (!requests && dropReplies) {
                    break;
                }
                if (!swallowed) {
                    out.write(bytes, 0, length);
                }
                if (cut == CommitCut.MEANWHILE) {
                    break;
                }
            }
        } catch (IOException ended) {
            // by either end, or by us
        }
        if (!swallowed) {
            reset();
        }
    }

    /** How the drivers write it: as a text of its own, in one packet with what belongs to it. */
    private static boolean isCommit(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        int at = text.indexOf("COMMIT");
        int end = at + "COMMIT".length();
        return at > 0 && text.charAt(at - 1) < ' ' && (end == length || text.charAt(end) == 0);
    }

    private static void close(Socket socket) {
        if (socket == null) {
            return;
        }
        try {
            socket.setSoLinger(true, 0); // a reset
            socket.close();
        } catch (IOException closedAlready) {
            // which is what we want
        }
    }
}
