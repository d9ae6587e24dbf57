package dev.raquel.testing;

/** PostgreSQL 14, the oldest version that we test on. */
public final class Postgres14Database {

    private Postgres14Database() {}

    /** A new database on the shared server. */
    public static PostgresDatabase fresh() {
        return PostgresServer.oldest().fresh();
    }
}
