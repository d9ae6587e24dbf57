package dev.raquel.fault.site;

import dev.raquel.fault.node.NodeSettings;

/** What docs/guarantees.md has each driver and its database told, so that neither waits for the other for ever. */
enum DriverSettings {
    /** Also with the text of a commit in each of its packets, so that a proxy can know it. */
    POSTGRESQL(
            "prepareThreshold=0&loginTimeout=3&socketTimeout=" + NodeSettings.SOCKET_TIMEOUT.toSeconds(),
            "options=-c%20idle_in_transaction_session_timeout=" + NodeSettings.FORGOTTEN_AFTER.toMillis()),
    MARIADB(millis(), "sessionVariables=idle_transaction_timeout=" + NodeSettings.FORGOTTEN_AFTER.toSeconds()),
    MYSQL(millis(), "sessionVariables=wait_timeout=" + NodeSettings.FORGOTTEN_AFTER.toSeconds());

    private final String timeouts;
    private final String forgetting;

    DriverSettings(String timeouts, String forgetting) {
        this.timeouts = timeouts;
        this.forgetting = forgetting;
    }

    private static String millis() {
        long millis = NodeSettings.SOCKET_TIMEOUT.toMillis();
        return "connectTimeout=" + millis + "&socketTimeout=" + millis;
    }

    /** With the driver's timeouts. */
    static String withTimeouts(String url) {
        return with(url, of(url).timeouts);
    }

    /** With a database that ends the transactions of a client of which it hears nothing. */
    static String withForgetting(String url) {
        return with(url, of(url).forgetting);
    }

    private static DriverSettings of(String url) {
        return valueOf(url.split(":")[1].toUpperCase(java.util.Locale.ROOT));
    }

    private static String with(String url, String settings) {
        return url + (url.contains("?") ? "&" : "?") + settings;
    }
}
