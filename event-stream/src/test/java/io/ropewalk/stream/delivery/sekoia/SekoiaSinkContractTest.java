package io.ropewalk.stream.delivery.sekoia;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.delivery.SinkContract;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.outbound.HttpTarget;
import io.ropewalk.stream.outbound.TestReceiver;
import io.ropewalk.stream.outbound.jdk.JdkPoster;
import java.time.Clock;
import java.util.List;
import java.util.Set;

class SekoiaSinkContractTest extends SinkContract {

    @Override
    protected Rig rig() {
        var clients = TestReceiver.clients();
        var intake = new TestIntake();
        var receiver = new TestReceiver(intake);
        var target = HttpTarget.of(receiver.uri("/intake/"));
        var sink =
                new SekoiaSink(
                        new SekoiaSettings("siem", target, TestIntake.KEY, true),
                        JdkPoster::new,
                        Clock.systemUTC());
        return new SekoiaRig(sink, intake, receiver, clients);
    }

    private record SekoiaRig(
            SekoiaSink sink, TestIntake intake, TestReceiver receiver, long clients)
            implements Rig {

        // An intake knows no partitions; the events of the kit do.
        @Override
        public List<String> arrived(PartitionId partition) {
            return intake.taken().stream()
                    .filter(event -> event.contains("\"of\":\"" + partition + "\""))
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
            return Set.of(TestIntake.KEY);
        }

        @Override
        public boolean isReleased() {
            return TestReceiver.clients() == clients;
        }

        @Override
        public void close() {
            receiver.close();
            assertThat(receiver.faults()).isEmpty();
            assertThat(receiver.requests()).noneMatch(SekoiaRig::showsKey);
        }

        private static boolean showsKey(TestReceiver.Request request) {
            return request.path().contains(TestIntake.KEY)
                    || request.headers().toString().contains(TestIntake.KEY);
        }
    }
}
