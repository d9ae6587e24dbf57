package dev.raquel.contract;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The threads whose statements a database has refused, as Hibernate logs it. Safe for use by many threads. */
final class RefusedStatements extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("org.hibernate");
    private final Set<Long> threads = ConcurrentHashMap.newKeySet();

    RefusedStatements() {
        logger.addHandler(this);
    }

    int threads() {
        return threads.size();
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getMessage().contains("SQLState")) {
            threads.add(line.getLongThreadID());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
