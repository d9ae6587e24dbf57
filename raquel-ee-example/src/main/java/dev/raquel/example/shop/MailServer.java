package dev.raquel.example.shop;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * A simulated mail server that is busy now and then: of every three mails it refuses the third one once, and takes it
 * when it comes again. It knows a mail by its message id, and forgets everything on a restart.
 */
@ApplicationScoped
public class MailServer {

    private static final int REFUSE_EVERY = 3;

    private final Set<UUID> seen = new HashSet<>();

    public synchronized void send(UUID messageId, String recipient, String subject) throws MailServerException {
        boolean firstTry = seen.add(messageId);
        if (firstTry && seen.size() % REFUSE_EVERY == 0) {
            throw new MailServerException("451 try again later");
        }
    }
}
