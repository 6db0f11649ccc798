package io.ropewalk.service.openapi;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.ArrayDeque;
import java.util.Queue;

/** Keeps calls of {@code prepareDocument} until the first call of another method. */
@OnFirstUse
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class OnFirstUseInterceptor {
    private final Queue<InvocationContext> kept = new ArrayDeque<>();

    @AroundInvoke
    synchronized Object call(InvocationContext call) throws Exception {
        if (call.getMethod().getName().equals(DocumentOnFirstUse.PREPARE)) {
            kept.add(call);
            return null;
        }
        for (InvocationContext next = kept.peek(); next != null; next = kept.peek()) {
            next.proceed();
            kept.remove();
        }
        return call.proceed();
    }
}
