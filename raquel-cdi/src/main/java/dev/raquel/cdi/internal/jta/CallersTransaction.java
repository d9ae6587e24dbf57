package dev.raquel.cdi.internal.jta;

import dev.raquel.cdi.internal.unit.UnitMessages;
import dev.raquel.internal.unit.UnitsWithJobs;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;

/**
 * The calling thread's transaction, whoever the caller is. Usually it is the server's {@code UserTransaction}: the one
 * way on Payara that lets plain JDBC into the transaction. But Payara keeps that from enterprise beans whose
 * transactions are the container's; for them it is the transaction manager that Hibernate has found.
 */
public final class CallersTransaction implements UserTransaction {

    private final UserTransaction user;
    private final TransactionManager manager;

    public CallersTransaction(UserTransaction user, SessionFactory unit) {
        this.user = user;
        this.manager = managerOf(unit);
    }

    @Override
    public void begin() throws NotSupportedException, SystemException {
        if (mayUseUser()) {
            user.begin();
        } else {
            manager.begin();
        }
    }

    @Override
    public void commit()
            throws RollbackException, HeuristicMixedException, HeuristicRollbackException, SystemException {
        if (mayUseUser()) {
            user.commit();
        } else {
            manager.commit();
        }
    }

    @Override
    public void rollback() throws SystemException {
        if (mayUseUser()) {
            user.rollback();
        } else {
            manager.rollback();
        }
    }

    @Override
    public void setRollbackOnly() throws SystemException {
        manager.setRollbackOnly();
    }

    @Override
    public int getStatus() throws SystemException {
        return manager.getStatus();
    }

    @Override
    public void setTransactionTimeout(int seconds) throws SystemException {
        manager.setTransactionTimeout(seconds);
    }

    private boolean mayUseUser() throws SystemException {
        try {
            user.getStatus();
            return true;
        } catch (RuntimeException kept) {
            return false;
        }
    }

    private static TransactionManager managerOf(SessionFactory unit) {
        SessionFactoryImplementor hibernates = unit.unwrap(SessionFactoryImplementor.class);
        TransactionManager manager = hibernates
                .getServiceRegistry()
                .requireService(JtaPlatform.class)
                .retrieveTransactionManager();
        if (manager == null) {
            throw new IllegalStateException(UnitMessages.noTransactionManager(UnitsWithJobs.nameOf(hibernates)));
        }
        return manager;
    }
}
