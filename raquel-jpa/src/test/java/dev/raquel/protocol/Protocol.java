package dev.raquel.protocol;

import java.util.List;

/** All that can happen next, in a setting. */
final class Protocol {

    private final Setting setting;
    private final Claiming claiming;
    private final Duties duties;
    private final Attempting attempting;
    private final SharedAttempting shared;
    private final Settling settling;
    private final Troubles troubles;

    Protocol(Setting setting) {
        Guards guards = new Guards(setting);
        Commit commit = new Commit(setting);
        this.setting = setting;
        this.claiming = new Claiming(setting, guards, commit);
        this.duties = new Duties(setting, guards, commit);
        this.attempting = new Attempting(setting, guards, commit);
        this.shared = new SharedAttempting(setting, guards, commit);
        this.settling = new Settling(setting, guards, commit);
        this.troubles = new Troubles(setting, commit);
    }

    Setting setting() {
        return setting;
    }

    World start() {
        return World.start(setting, Canonical.NOW);
    }

    List<Steps.Step> steps(World world) {
        Steps steps = new Steps();
        steps.will("time", "time passes", world::tick);
        for (int node = 0; node < setting.nodes(); node++) {
            claiming.steps(world, node, steps);
            duties.steps(world, node, steps);
            for (Held held : world.node(node).held()) {
                attempting.steps(world, node, held, steps);
                settling.steps(world, node, held, steps);
            }
            shared.steps(world, node, steps);
            settling.groupSteps(world, node, steps);
        }
        troubles.steps(world, steps);
        return steps.all();
    }
}
