package io.ropewalk.stream.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.delivery.SinkContract;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.outbound.HttpTarget;
import io.ropewalk.stream.outbound.TestReceiver;
import io.ropewalk.stream.outbound.TestReceiver.Answer;
import io.ropewalk.stream.outbound.jdk.JdkPoster;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class HttpSinkContractTest extends SinkContract {
    private static final String PATH_SECRET = "T0KEN-in-path";
    private static final String SIGNING = "s1gning-secret";
    private static final String HEADER = "he4der-secret";

    @Override
    protected Rig rig() {
        var clients = TestReceiver.clients();
        var receiver = new TestReceiver(_ -> Answer.of(204));
        var target = HttpTarget.of(receiver.uri("/hook/" + PATH_SECRET + "?key=" + PATH_SECRET));
        var sink =
                new HttpSink(
                        new HttpSinkSettings(
                                "hook",
                                target,
                                Optional.empty(),
                                Map.of("X-Key", HEADER),
                                Optional.of(SIGNING),
                                true),
                        JdkPoster::new,
                        Clock.systemUTC());
        return new HttpRig(sink, receiver, clients);
    }

    private record HttpRig(HttpSink sink, TestReceiver receiver, long clients) implements Rig {

        @Override
        public List<String> arrived(PartitionId partition) {
            return receiver.requests().stream()
                    .filter(request ->
                            partition.partition().equals(request.header("X-Ropewalk-Partition")))
                    .flatMap(request -> Arrays.stream(request.text().split("\n", -1)))
                    .filter(line -> !line.isEmpty())
                    .toList();
        }

        @Override
        public void down() {
            receiver.down();
        }

        @Override
        public void up() {
            receiver.up();
        }

        @Override
        public boolean stall() {
            receiver.stall();
            return true;
        }

        @Override
        public Set<String> secrets() {
            return Set.of(PATH_SECRET, SIGNING, HEADER);
        }

        @Override
        public boolean isReleased() {
            return TestReceiver.clients() == clients;
        }

        @Override
        public void close() {
            receiver.close();
            assertThat(receiver.faults()).isEmpty();
        }
    }
}
