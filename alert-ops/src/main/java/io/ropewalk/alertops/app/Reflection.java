package io.ropewalk.alertops.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Item;

/** What logic packages hold and the state database keeps as JSON; they know nothing of Quarkus. */
@RegisterForReflection(targets = {Answer.class, Item.class, AuditEvent.class})
final class Reflection {
    private Reflection() {}
}
