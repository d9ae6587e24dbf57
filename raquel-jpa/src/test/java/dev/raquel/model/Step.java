package dev.raquel.model;

/** One call of the library, made on the real queue and on its model, with their results compared. Says what it does. */
interface Step {

    /** Does it as this worker. */
    void run(World world, World.Worker worker);
}
