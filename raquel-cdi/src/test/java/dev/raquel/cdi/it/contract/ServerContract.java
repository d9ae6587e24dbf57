package dev.raquel.cdi.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.cdi.it.application.Accounts;
import org.junit.jupiter.api.Test;

/** All of it. A new server is one small class that deploys the application there. */
public abstract class ServerContract
        implements EnqueueInServer,
                WritesInServer,
                OutcomesInServer,
                FailuresInServer,
                ScopesInServer,
                TogetherInServer,
                PayloadsInServer,
                DispatchingInServer,
                EventsInServer,
                LongRunsInServer {

    /** The version of Hibernate that the application is meant to use. */
    protected abstract String hibernate();

    @Test
    void theHibernateThatItSays() {
        assertThat(bean(Accounts.class).hibernate()).startsWith(hibernate());
    }
}
