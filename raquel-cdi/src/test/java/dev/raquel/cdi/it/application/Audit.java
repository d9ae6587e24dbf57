package dev.raquel.cdi.it.application;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Writes down when a call begins and ends. */
@Audited
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class Audit {

    @AroundInvoke
    Object around(InvocationContext call) throws Exception {
        Diary.write("before");
        Object result = call.proceed();
        Diary.write("after");
        return result;
    }
}
