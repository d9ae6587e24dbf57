package dev.raquel.contract;

import dev.raquel.testing.TestDatabase;
import java.util.function.Supplier;

/** All that must hold on every database. A new database is a subclass that names it. */
abstract class QueueContract extends QueueFixture
        implements SchemaContract,
                EnqueueContract,
                EnqueueAllContract,
                ReadingContract,
                MovesContract,
                ManualClaimContract,
                ManualSettlementContract,
                DequeueContract,
                HandlerPolicyContract,
                OwnTransactionContract,
                JoiningContract,
                AsyncContract,
                ClaimContract,
                AttemptContract,
                GuardContract,
                OutcomeContract,
                NonTransactionalContract,
                GroupedSettlementContract,
                SharedTransactionContract,
                BatchContract,
                RetryContract,
                DrainContract,
                LeaseContract,
                RetentionContract,
                IsolationContract,
                AbsurdRowsContract,
                QueueNamesContract,
                ManyJobsContract,
                ConflictContract,
                ClaimConflictContract,
                ContentionContract,
                LockTimeoutContract,
                DispatcherContract,
                KnownQueuesContract,
                LifeEventsContract,
                CountersContract,
                StoppingContract,
                PayloadContract,
                PayloadTroubleContract,
                HostilePayloadContract,
                ErrorTroubleContract,
                ForeignRowsContract,
                DocumentedQueriesContract,
                DocumentedChangesContract {

    QueueContract(Supplier<TestDatabase> freshDatabase) {
        super(freshDatabase);
    }

    @Override
    public QueueFixture q() {
        return this;
    }
}
