package dev.raquel.example.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The shop's note of a mail that went out, and how many attempts it took. */
@Entity
@Table(name = "sent_mails")
public class SentMail {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String recipient;

    private String subject;

    private int attempts;

    @Column(name = "sent_at")
    private Instant sentAt;

    protected SentMail() {}

    public SentMail(String recipient, String subject, int attempts, Instant sentAt) {
        this.recipient = recipient;
        this.subject = subject;
        this.attempts = attempts;
        this.sentAt = sentAt;
    }

    public Long getId() {
        return id;
    }

    public String getRecipient() {
        return recipient;
    }

    public String getSubject() {
        return subject;
    }

    public int getAttempts() {
        return attempts;
    }

    public Instant getSentAt() {
        return sentAt;
    }
}
