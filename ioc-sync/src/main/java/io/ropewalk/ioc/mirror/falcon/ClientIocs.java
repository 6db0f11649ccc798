package io.ropewalk.ioc.mirror.falcon;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.iocs.Indicator;
import io.ropewalk.falcon.iocs.IndicatorFields;
import io.ropewalk.falcon.iocs.IndicatorQuery;
import io.ropewalk.falcon.iocs.IndicatorSettings;
import io.ropewalk.falcon.iocs.IndicatorSettings.Clearable;
import io.ropewalk.falcon.iocs.IndicatorUpdate;
import io.ropewalk.falcon.iocs.IocsApi;
import io.ropewalk.falcon.iocs.ItemOutcome;
import io.ropewalk.falcon.iocs.NewIndicator;
import io.ropewalk.falcon.iocs.WriteOptions;
import io.ropewalk.ioc.indicator.Action;
import io.ropewalk.ioc.indicator.ActionMatrix;
import io.ropewalk.ioc.indicator.Platform;
import io.ropewalk.ioc.mirror.FalconIocs;
import io.ropewalk.ioc.mirror.Form;
import io.ropewalk.ioc.mirror.StoredIoc;
import io.ropewalk.ioc.value.IocType;
import io.ropewalk.ioc.value.IocValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Through the suite's client, as background work. */
public final class ClientIocs implements FalconIocs {
    private static final String COMMENT = "Mirrored from OpenCTI";

    /** Values asked for at once; the whole query stays well under what a URL may hold. */
    private static final int VALUES = 40;

    private final IocsApi api;
    private final WriteOptions options;

    /**
     * Over one customer's API.
     *
     * @param batch most items of one request
     */
    public ClientIocs(IocsApi api, int batch) {
        this.api = Objects.requireNonNull(api, "api");
        this.options = WriteOptions.commented(COMMENT).withBatch(batch);
    }

    @Override
    public List<ItemOutcome<String>> create(List<NewIoc> iocs, boolean insist) {
        List<ItemOutcome<Indicator>> outcomes =
                api.create(
                        iocs.stream()
                                .map(it ->
                                        new NewIndicator(
                                                it.value().type().word(),
                                                it.value().value(),
                                                settings(it.form())))
                                .toList(),
                        options.withWarningsIgnored(insist),
                        CallClass.BACKGROUND);
        return insist
                ? IntStream.range(0, iocs.size())
                        .mapToObj(i -> asAsked(outcomes.get(i), iocs.get(i)))
                        .toList()
                : ids(outcomes);
    }

    /** Where it only warns it may answer with another one of the value, as that stands. */
    private static ItemOutcome<String> asAsked(ItemOutcome<Indicator> outcome, NewIoc asked) {
        return outcome instanceof ItemOutcome.Done<Indicator>(var it, var trace)
                        && stored(it).filter(one -> one.is(asked.form())).isEmpty()
                ? new ItemOutcome.Refused<>(
                        FalconFailure.of(
                                FailureCategory.CONFLICT,
                                "Falcon answers with another IOC of this value."),
                        Optional.empty(),
                        true,
                        trace)
                : id(outcome);
    }

    @Override
    public List<ItemOutcome<String>> edit(List<Edit> edits) {
        return ids(
                api.update(
                        edits.stream()
                                .map(it -> new IndicatorUpdate(it.id(), settings(it)))
                                .toList(),
                        options.withWarningsIgnored(true),
                        CallClass.BACKGROUND));
    }

    @Override
    public List<ItemOutcome<String>> delete(List<String> ids) {
        return api.delete(ids, COMMENT, CallClass.BACKGROUND);
    }

    private static IndicatorSettings settings(Edit edit) {
        return switch (edit) {
            case Edit.Rewrite(var _, var form) ->
                    form.expiration().isPresent()
                            ? settings(form)
                            : settings(form).cleared(Clearable.EXPIRATION);
            case Edit.Retire(var _, var tags) ->
                    IndicatorSettings.NONE.action(Action.NO_ACTION.word()).tags(List.copyOf(tags));
        };
    }

    private static IndicatorSettings settings(Form form) {
        IndicatorSettings settings =
                IndicatorSettings.NONE
                        .action(form.action().word())
                        .severity(form.severity().word())
                        .platforms(form.platforms().stream().map(Platform::word).toList())
                        .tags(List.copyOf(form.tags()))
                        .description(form.description())
                        .source(form.source())
                        .appliedGlobally(true);
        if (form.mobileAction().isPresent()) {
            settings = settings.mobileAction(form.mobileAction().get().word());
        }
        return form.expiration().isPresent()
                ? settings.expiration(form.expiration().get())
                : settings;
    }

    private static List<ItemOutcome<String>> ids(List<ItemOutcome<Indicator>> outcomes) {
        return outcomes.stream().map(ClientIocs::id).toList();
    }

    private static ItemOutcome<String> id(ItemOutcome<Indicator> outcome) {
        return switch (outcome) {
            case ItemOutcome.Done<Indicator> it ->
                    new ItemOutcome.Done<>(it.value().id(), it.traceId());
            case ItemOutcome.Refused<Indicator> it ->
                    new ItemOutcome.Refused<>(it.why(), it.field(), it.warning(), it.traceId());
            case ItemOutcome.Undone<Indicator> it ->
                    new ItemOutcome.Undone<>(it.why(), it.traceId());
            case ItemOutcome.Unknown<Indicator> it ->
                    new ItemOutcome.Unknown<>(it.why(), it.traceId());
        };
    }

    @Override
    public FalconResult<List<StoredIoc>> find(Collection<IocValue> values) {
        List<StoredIoc> found = new ArrayList<>();
        List<IocValue> all = List.copyOf(values);
        Set<IocValue> wanted = new HashSet<>(all);
        String trace = "";
        for (int from = 0; from < all.size(); from += VALUES) {
            List<String> some =
                    all.subList(from, Math.min(all.size(), from + VALUES)).stream()
                            .map(IocValue::value)
                            .toList();
            var query = IndicatorQuery.of(IndicatorFields.VALUE.in(some));
            var answer =
                    api.combined(query, IocsApi.From.START, IocsApi.MAX_PAGE, CallClass.BACKGROUND);
            if (!(answer instanceof FalconResult.Ok<Page<Indicator>> ok)) {
                return answer.map(_ -> List.of());
            }
            trace = ok.traceId();
            ok.value().items().stream()
                    .flatMap(it -> stored(it).stream())
                    .filter(it -> wanted.contains(it.value()))
                    .forEach(found::add);
        }
        return FalconResult.ok(found, trace);
    }

    @Override
    public FalconResult<Page<StoredIoc>> ofSource(String source, Optional<String> cursor) {
        var query = IndicatorQuery.of(IndicatorFields.SOURCE.equalTo(source));
        return api.combined(
                        query, IocsApi.From.cursor(cursor), IocsApi.MAX_PAGE, CallClass.BACKGROUND)
                .map(page ->
                        new Page<>(
                                page.items().stream().flatMap(it -> stored(it).stream()).toList(),
                                page.next(),
                                page.total()));
    }

    @Override
    public FalconResult<ActionMatrix> actions() {
        return api.actions(CallClass.BACKGROUND)
                .map(all ->
                        new ActionMatrix(
                                all.stream()
                                        .map(it ->
                                                new ActionMatrix.Offer(
                                                        it.id(),
                                                        sets(it.platformsByType()),
                                                        Set.copyOf(it.severities())))
                                        .toList()));
    }

    private static Map<String, Set<String>> sets(Map<String, List<String>> lists) {
        Map<String, Set<String>> sets = new HashMap<>();
        lists.forEach((type, platforms) -> sets.put(type, Set.copyOf(platforms)));
        return sets;
    }

    /** None for a type of a later version: the mirror never writes one. */
    private static Optional<StoredIoc> stored(Indicator it) {
        return IocType.named(text(it.type()))
                .map(type ->
                        new StoredIoc(
                                it.id(),
                                new IocValue(type, text(it.value())),
                                text(it.source()),
                                !Boolean.TRUE.equals(it.fromParent())
                                        && !Boolean.TRUE.equals(it.deleted()),
                                Boolean.TRUE.equals(it.appliedGlobally()),
                                new StoredIoc.Body(
                                        text(it.action()),
                                        text(it.mobileAction()),
                                        text(it.severity()),
                                        it.platforms().stream().collect(Collectors.toSet()),
                                        it.tags().stream().collect(Collectors.toSet()),
                                        text(it.description()),
                                        Optional.ofNullable(it.expiration()))));
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
