package dev.raquel.fault.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Forwards TCP connections to a database on this machine, until it is told to cut them or to swallow what goes through.
 * Safe for use by many threads.
 */
public final class TcpProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final Queue<CommitCut> commitCuts = new ConcurrentLinkedQueue<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile boolean swallowing;

    /** To the port of a database that may be started later. */
    public TcpProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Link.thread("proxy-accept", this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Resets all connections, at whatever they are; returns how many. */
    public int cutAll() {
        List<Link> all = List.copyOf(links);
        all.forEach(Link::reset);
        return all.size();
    }

    /** Cuts the connection of the next commit that comes by, and of one more for each further call. */
    public void cutNextCommit(CommitCut how) {
        commitCuts.add(how);
    }

    /** How many commits were cut. */
    public int commitsCut() {
        return cuts.get();
    }

    /** Spares the commits that have not come by yet. */
    public void spareCommits() {
        commitCuts.clear();
    }

    /**
     * From now on nothing comes through in either direction, not even that a connection was closed: a cable is pulled.
     */
    public void swallow() {
        swallowing = true;
        links.forEach(Link::swallow);
    }

    /**
     * What goes through the connections that there are is lost for good, as if something on the way had forgotten them;
     * new ones work.
     */
    public void swallowPresent() {
        links.forEach(Link::swallow);
    }

    /** The cable is back; the connections from before have lost bytes, and are reset. */
    public void restore() {
        swallowing = false;
        links.stream().filter(Link::hasSwallowed).forEach(Link::reset);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            cutAll();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Link link = new Link(client, target, this::nextCut, links::remove);
                links.add(link);
                if (swallowing) {
                    link.swallow();
                }
                link.open();
            } catch (IOException closed) {
                // by close(), which ends the loop, or by the client itself, which is its own affair
            }
        }
    }

    /** What the next commit is to suffer; null for nothing. */
    private CommitCut nextCut() {
        CommitCut cut = commitCuts.poll();
        if (cut != null) {
            cuts.incrementAndGet();
        }
        return cut;
    }
}
