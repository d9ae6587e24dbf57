package dev.raquel.contract;

import dev.raquel.testing.H2Database;

class H2QueueTest extends QueueContract {

    H2QueueTest() {
        super(H2Database::fresh);
    }
}
