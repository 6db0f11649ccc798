package io.ropewalk.stream.vertices;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps what it takes. */
final class TakingSink implements Sink {
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\",\"parent\"");

    private final String name;
    private final List<Batch> taken = new ArrayList<>();
    volatile Function<Batch, SinkAnswer> answer = _ -> new SinkAnswer.Accepted();

    TakingSink(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SinkAnswer deliver(Batch batch) {
        SinkAnswer made = answer.apply(batch);
        if (made instanceof SinkAnswer.Accepted) {
            synchronized (taken) {
                taken.add(batch);
            }
        }
        return made;
    }

    List<Batch> batches() {
        synchronized (taken) {
            return List.copyOf(taken);
        }
    }

    List<Event> events() {
        return batches().stream().flatMap(it -> it.events().stream()).toList();
    }

    /** Ids of the records, in order, as often as they came. */
    List<String> ids() {
        return events().stream()
                .map(event -> {
                    Matcher found = ID.matcher(event.text());
                    return found.find() ? found.group(1) : "none";
                })
                .toList();
    }

    @Override
    public void close() {
        // Nothing to give back.
    }
}
