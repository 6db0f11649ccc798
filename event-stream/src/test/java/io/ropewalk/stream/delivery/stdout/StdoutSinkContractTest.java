package io.ropewalk.stream.delivery.stdout;

import io.ropewalk.stream.delivery.SinkContract;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.outbound.LineFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

class StdoutSinkContractTest extends SinkContract {

    @Override
    protected Rig rig() {
        var out = new TestOutput();
        return new StdoutRig(new StdoutSink("contract", LineFormat.ENVELOPE, out), out);
    }

    private record StdoutRig(StdoutSink sink, TestOutput out) implements Rig {
        private static final Pattern ENVELOPE =
                Pattern.compile(
                        "(?s)\\{\"tenant\":\"[^\"]*\",\"cid\":\"[^\"]*\",\"partition\":\"([^\"]*)\","
                                + "\"offset\":\\d+,\"event\":(.*)}");

        @Override
        public List<String> arrived(PartitionId partition) {
            return out.lines().stream()
                    .map(ENVELOPE::matcher)
                    .filter(line -> line.matches() && line.group(1).equals(partition.partition()))
                    .map(line -> line.group(2))
                    .toList();
        }

        @Override
        public void down() {
            out.failWith("Broken pipe");
        }

        @Override
        public void up() {
            out.work();
        }

        @Override
        public boolean stall() {
            out.stall();
            return true;
        }

        @Override
        public Set<String> secrets() {
            return Set.of();
        }

        @Override
        public boolean isReleased() {
            return Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("sink-contract"));
        }

        @Override
        public void close() {
            out.work();
        }
    }
}
