package dev.raquel.contract;

/** A part of what must hold on every database. */
interface Contract {

    /** The database, and a queue over it. */
    QueueFixture q();
}
