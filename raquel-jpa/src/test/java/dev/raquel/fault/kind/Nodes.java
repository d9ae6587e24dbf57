package dev.raquel.fault.kind;

import dev.raquel.fault.node.NodeProcess;
import dev.raquel.fault.node.NodeStart;
import dev.raquel.fault.node.Queues;
import dev.raquel.fault.node.WrongClock;
import dev.raquel.fault.site.Site;
import dev.raquel.fault.wire.TcpProxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The nodes of an arena. A fault takes one for as long as it lasts. Safe for use by many threads. */
public final class Nodes {

    private static final long STOP_SECONDS = 30;

    private final Site site;
    private final Path logs;
    private final List<NodeProcess> free = new ArrayList<>();
    private int started;
    private int kills;

    /** Over a database; what the nodes log goes to this directory. */
    public Nodes(Site site, Path logs) {
        this.site = site;
        this.logs = logs;
    }

    /** Starts one more that handles some of the queues, as chance has it: others are left to other nodes. */
    public void startOne(Random random) {
        List<Queues> queues = new ArrayList<>(List.of(Queues.values()));
        Collections.shuffle(queues, random);
        start(queues.subList(0, 3 + random.nextInt(queues.size() - 2)), random);
    }

    /** Starts one more that handles all queues. */
    public void startForAll(Random random) {
        start(Arrays.asList(Queues.values()), random);
    }

    private void start(List<Queues> queues, Random random) {
        TcpProxy proxy = new TcpProxy(site.port());
        String name = "node-" + number();
        String names = queues.stream().map(Queues::queue).collect(Collectors.joining(","));
        NodeProcess node = new NodeStart(site.url(proxy.port()), site.user(), site.password(), logs)
                .start(name, names, random.nextLong(), WrongClock.any(random), proxy);
        giveBack(node);
    }

    private synchronized int number() {
        return ++started;
    }

    /** Takes one that no other fault has, waiting for it. */
    synchronized NodeProcess take(Random random) throws InterruptedException {
        while (free.isEmpty()) {
            wait();
        }
        return free.remove(random.nextInt(free.size()));
    }

    /** Gives one back; that it still lives is looked at in the end. */
    synchronized void giveBack(NodeProcess node) {
        free.add(node);
        notifyAll();
    }

    /** Kills a node that was taken; returns whether it was alive until then. */
    boolean kill(NodeProcess node) {
        boolean wasAlive = node.isAlive();
        node.kill();
        synchronized (this) {
            kills++;
        }
        return wasAlive;
    }

    public synchronized int kills() {
        return kills;
    }

    public synchronized int started() {
        return started;
    }

    /** Asks a node to end; returns what is wrong about how it did, or nothing. */
    String terminate(NodeProcess node) {
        boolean wasAlive = node.isAlive();
        boolean ended = node.terminate(STOP_SECONDS);
        if (!wasAlive) {
            return node.name() + " had died by itself";
        }
        if (!ended) {
            return node.name() + " did not stop within " + STOP_SECONDS + " s";
        }
        return node.exitCode() == NodeProcess.ENDED_BY_SIGTERM ? "" : node.name() + " ended with " + node.exitCode();
    }

    /** Asks one to end while nothing else goes wrong; returns what is wrong about how it did, or nothing. */
    public List<String> terminateOne(Random random) throws InterruptedException {
        NodeProcess node = take(random);
        String wrong = terminate(node);
        long claims = site.count(
                "select count(*) from jobs where status = 'claimed' and claimed_by like '" + node.name() + "-%'");
        return Stream.of(wrong, claims == 0 ? "" : node.name() + " left " + claims + " claims behind")
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    /** Asks all to end, once no fault has any; returns what is wrong about how they did. */
    public List<String> terminateAll() {
        List<NodeProcess> all;
        synchronized (this) {
            all = List.copyOf(free);
            free.clear();
        }
        return all.stream()
                .map(this::terminate)
                .filter(wrong -> !wrong.isEmpty())
                .toList();
    }

    /** Ends what is left, whatever happens. */
    public synchronized void killAll() {
        free.forEach(NodeProcess::kill);
        free.clear();
    }
}
