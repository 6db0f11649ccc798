package io.ropewalk.alertops.prevention;

import io.ropewalk.alertops.desk.Action;
import io.ropewalk.alertops.guard.Cap;
import io.ropewalk.alertops.policy.Difference;
import io.ropewalk.alertops.policy.PolicyState;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.prevention.PolicyRecord;
import io.ropewalk.falcon.prevention.PreventionApi;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * {@code create_prevention_policies}: makes policies; they are switched off. A name that a policy
 * of the platform has already is refused: two of a name cannot be told apart, and what a lost
 * answer left behind would be made again.
 */
public final class CreatePolicies implements Action<List<NewPolicy>> {
    private final PolicyWrites writes;

    public CreatePolicies(PolicyWrites writes) {
        this.writes = Objects.requireNonNull(writes, "writes");
    }

    @Override
    public ActionKind kind() {
        return ActionKind.CREATE_PREVENTION_POLICIES;
    }

    /** Their names: ids they have not. */
    @Override
    public List<String> targets(List<NewPolicy> request) {
        return request.stream().map(NewPolicy::name).toList();
    }

    @Override
    public Answer run(List<NewPolicy> request, Order order) {
        Set<String> names = new HashSet<>();
        request.stream()
                .filter(it -> !names.add(it.name()))
                .findFirst()
                .ifPresent(it -> {
                    throw Refused.badRequest("resources names " + it.name() + " twice.");
                });
        PreventionApi policies = writes.falcon().prevention(order.tenant());
        Map<NewPolicy, Item> items = new LinkedHashMap<>();
        Map<NewPolicy, Map<String, Object>> shown = look(policies, request, items);
        writes.caps().take(Cap.POLICIES, shown.size(), order);
        if (order.dryRun()) {
            shown.forEach((it, resource) ->
                    items.put(
                            it,
                            Item.of(it.name(), Outcome.ACCEPTED, "")
                                    .saying("Dry run, nothing was sent. It would be made.")
                                    .with(resource)));
        } else {
            items.putAll(new PolicyMaking(policies).make(shown));
        }
        return Answer.of(request.stream().map(items::get).toList());
    }

    /** What is to be made, with what it comes to; of the others stands an item. */
    private static Map<NewPolicy, Map<String, Object>> look(
            PreventionApi policies, List<NewPolicy> request, Map<NewPolicy, Item> items) {
        Map<String, List<PolicyRecord>> known = new HashMap<>();
        Map<NewPolicy, Map<String, Object>> shown = new LinkedHashMap<>();
        for (NewPolicy it : request) {
            known.computeIfAbsent(it.platformName(), name -> PolicyReads.all(policies, name));
            Optional<PolicyRecord> namesake =
                    known.get(it.platformName()).stream()
                            .filter(policy -> policy.name().equalsIgnoreCase(it.name()))
                            .findFirst();
            if (namesake.isPresent()) {
                items.put(
                        it,
                        failed(
                                it,
                                FailureCategory.CONFLICT,
                                "There is a %s policy of this name: %s."
                                        .formatted(it.platformName(), namesake.get().id())));
                continue;
            }
            Optional<PolicyRecord> clone =
                    it.cloneId()
                            .flatMap(id ->
                                    known.get(it.platformName()).stream()
                                            .filter(policy -> policy.id().equals(id))
                                            .findFirst());
            if (it.cloneId().isPresent() && clone.isEmpty()) {
                items.put(
                        it,
                        failed(
                                it,
                                FailureCategory.NOT_FOUND,
                                "There is no %s policy of the id in clone_id."
                                        .formatted(it.platformName())));
                continue;
            }
            shown.put(it, shown(it, clone));
        }
        return shown;
    }

    private static Item failed(NewPolicy it, FailureCategory category, String message) {
        return Item.failed(it.name(), FalconFailure.of(category, message), "");
    }

    private static Map<String, Object> shown(NewPolicy it, Optional<PolicyRecord> clone) {
        PolicyState made =
                new PolicyState(
                                "",
                                "",
                                false,
                                new LinkedHashSet<>(),
                                new LinkedHashSet<>(),
                                clone.map(PolicyRecord::settings).orElse(Map.of()))
                        .with(it.draft());
        return Map.of("difference", Difference.made(made).shown(), "members", 0L);
    }
}
