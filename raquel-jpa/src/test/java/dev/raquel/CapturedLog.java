package dev.raquel;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.text.MessageFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the library logs while this is open, and nowhere else. Safe for use by many threads. */
public final class CapturedLog extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("dev.raquel");
    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();

    /** Begins to listen. */
    public CapturedLog() {
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    /** The texts at this level and above. */
    public List<String> from(Level level) {
        return records.stream()
                .filter(line -> line.getLevel().intValue() >= level.intValue())
                .map(CapturedLog::text)
                .toList();
    }

    /** The texts of warnings and errors. */
    public List<String> warnings() {
        return from(Level.WARNING);
    }

    /** The texts at this level and above, each with the stack trace of what was thrown, as a log would show it. */
    public List<String> withTraces(Level level) {
        return records.stream()
                .filter(line -> line.getLevel().intValue() >= level.intValue())
                .map(line -> text(line) + trace(line.getThrown()))
                .toList();
    }

    private static String trace(@Nullable Throwable thrown) {
        StringWriter text = new StringWriter();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }

    private static String text(LogRecord line) {
        return line.getParameters() == null
                ? line.getMessage()
                : MessageFormat.format(line.getMessage(), line.getParameters());
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
