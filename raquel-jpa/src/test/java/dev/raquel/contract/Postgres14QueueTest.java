package dev.raquel.contract;

import dev.raquel.testing.Postgres14Database;

class Postgres14QueueTest extends QueueContract {

    Postgres14QueueTest() {
        super(Postgres14Database::fresh);
    }
}
