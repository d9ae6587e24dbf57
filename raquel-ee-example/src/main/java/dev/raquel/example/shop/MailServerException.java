package dev.raquel.example.shop;

/** The mail server's answer when it does not take a mail. A checked exception: handlers may throw these as well. */
public class MailServerException extends Exception {

    private static final long serialVersionUID = 1L;

    public MailServerException(String answer) {
        super(answer);
    }
}
