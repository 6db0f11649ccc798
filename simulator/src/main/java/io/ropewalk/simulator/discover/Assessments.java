package io.ropewalk.simulator.discover;

import io.ropewalk.simulator.estate.Estate;
import io.ropewalk.simulator.estate.Host;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.estate.Times;
import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.records.Json;
import io.ropewalk.simulator.records.Records;
import io.ropewalk.simulator.records.Row;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Zero Trust scores, one for each Windows and Mac host; its id is the agent's. */
public final class Assessments extends Collection<Assessments.Assessment> {
    private static final long PURPOSE = Mix.of("assessments");
    private static final Map<String, Function<Assessment, List<String>>> TABLE =
            Map.of("score", row -> List.of(Integer.toString(row.score())));

    private final Estate estate;

    public Assessments(Estate estate) {
        super(TABLE);
        this.estate = estate;
    }

    private static boolean assessed(Host host) {
        return switch (host.platform()) {
            case WINDOWS, MAC -> true;
            case LINUX -> false;
        };
    }

    @Override
    public void forEach(LongConsumer places) {
        var host = estate.host();
        for (var slot : estate.slots()) {
            if (assessed(host.at(estate.keyAt(slot)))) {
                places.accept((long) slot * View.PER_HOST);
            }
        }
    }

    @Override
    public OptionalLong find(String id) {
        var key = estate.keyOf(id);
        return key.isPresent()
                        && estate.isVisible(key.getAsLong())
                        && assessed(estate.host().at(key.getAsLong()))
                ? OptionalLong.of((long) estate.slotOf(key.getAsLong()) * View.PER_HOST)
                : OptionalLong.empty();
    }

    @Override
    public Set<String> numbers() {
        return Set.of("score");
    }

    @Override
    public Assessment row() {
        return new Assessment();
    }

    /** One assessment at a time. */
    final class Assessment implements Row {
        private final View view = new View(estate);

        @Override
        public void moveTo(long place) {
            view.moveTo(place);
        }

        @Override
        public String id() {
            return view.aid();
        }

        private int score() {
            return (int) Long.remainderUnsigned(view.host().draw(PURPOSE, 0), 101);
        }

        @Override
        public List<String> values(String field) {
            return Assessments.this.values(this, field);
        }

        @Override
        public void writeTo(ByteSink out, Set<String> facets, String omitted) {
            Json.element(
                    out,
                    omitted,
                    facets.equals(Records.WHOLE)
                            ? this::members
                            : json -> json.text("aid", view.aid()).number("score", score()));
        }

        private void members(Json json) {
            json.text("aid", view.aid()).text("cid", view.cid());
            json.text("system_serial_number", view.first("serial_number"));
            json.text("event_platform", view.first("platform_name").substring(0, 3));
            json.text("product_type_desc", view.first("product_type_desc"));
            json.text("modified_time", Times.text(view.host().lastSeen()));
            json.text("sensor_file_status", "deployed");
            json.object(
                    "assessment",
                    block -> {
                        block.number("overall", score()).number("os", score());
                        block.number("sensor_config", score()).text("version", "3.8.1");
                    });
            json.object(
                    "assessment_items",
                    block -> {
                        block.objects("os_signals", List.of("unknown"), _ -> signal(block));
                        block.objects("sensor_signals", List.of(), _ -> {});
                    });
        }

        private void signal(Json json) {
            json.text("signal_id", "firmware_is_uefi").text("signal_name", "UEFI firmware");
            json.text("group_name", "").text("criteria", "enabled").text("meets_criteria", "yes");
        }
    }
}
