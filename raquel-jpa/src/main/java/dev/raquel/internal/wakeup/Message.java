package dev.raquel.internal.wakeup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What one node tells the others, as the text of a notification:
 * {@code from=5f0c&at=1764182000000&queue=emails&queue=a%2Cb}. In ASCII, whatever the names are, so that the encoding
 * of the database does not matter. Without a queue it means all. Nobody need be a node to send one:
 * {@code queue=emails} will do, and so will an empty one.
 *
 * @param from a random word of the sender's; empty for somebody else
 * @param at when the jobs are due at the latest, in milliseconds of the database's clock; each node reads that a little
 *     differently, and must not look too early
 * @param queues the names; empty for all
 */
record Message(String from, long at, List<String> queues) {

    /** The most characters of a text; PostgreSQL takes a few more. */
    static final int LONGEST = 7_900;

    /** Says that all queues have jobs that are due now, and not who says so. */
    private static final Message ANYTHING = new Message("", 0, List.of());

    Message {
        queues = List.copyOf(queues);
        at = Math.max(0, at);
    }

    /** A message about these queues, or about all of them, if these are too many to name. */
    static Message of(String from, long at, Collection<String> queues) {
        Message named = new Message(from, at, List.copyOf(new TreeSet<>(queues)));
        return named.text().length() <= LONGEST ? named : new Message(from, at, List.of());
    }

    String text() {
        StringBuilder text = new StringBuilder("from=" + URLEncoder.encode(from, UTF_8) + "&at=" + at);
        queues.forEach(queue -> text.append("&queue=").append(URLEncoder.encode(queue, UTF_8)));
        return text.toString();
    }

    /** Reads a text. One that cannot be read means all queues: it may be from a later version, and looking is cheap. */
    static Message read(String text) {
        try {
            Message message = ANYTHING;
            for (String part : text.split("&", -1)) {
                int equals = part.indexOf('=');
                message = equals < 0
                        ? message
                        : message.with(part.substring(0, equals), URLDecoder.decode(part.substring(equals + 1), UTF_8));
            }
            return message;
        } catch (IllegalArgumentException unreadable) {
            return ANYTHING;
        }
    }

    private Message with(String name, String value) {
        return switch (name) {
            case "from" -> new Message(value, at, queues);
            case "at" -> new Message(from, Long.parseLong(value), queues);
            case "queue" -> new Message(from, at, joined(queues, value));
            default -> this;
        };
    }

    private static List<String> joined(List<String> names, String name) {
        List<String> joined = new ArrayList<>(names);
        joined.add(name);
        return joined;
    }
}
