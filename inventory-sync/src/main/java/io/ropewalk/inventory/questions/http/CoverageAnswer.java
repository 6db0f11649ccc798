package io.ropewalk.inventory.questions.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.inventory.questions.CloudCoverage;
import io.ropewalk.inventory.questions.CloudGroup;
import io.ropewalk.inventory.questions.CloudInstance;
import io.ropewalk.inventory.questions.Counted;
import io.ropewalk.inventory.questions.HostCoverage;
import io.ropewalk.inventory.questions.PolicyCoverage;
import java.util.List;

/**
 * What has a sensor.
 *
 * @param cloud numbers; on the first page only
 * @param hosts numbers; on the first page only
 * @param items cloud instances without a sensor
 * @param next opaque; goes into {@code after}; null on the last page
 */
@RegisterForReflection(
        targets = {
            CoverageAnswer.class,
            CloudCoverage.class,
            CloudGroup.class,
            CloudInstance.class,
            Counted.class,
            HostCoverage.class,
            PolicyCoverage.class
        })
public record CoverageAnswer(
        @JsonInclude(JsonInclude.Include.NON_NULL) CloudCoverage cloud,
        @JsonInclude(JsonInclude.Include.NON_NULL) HostCoverage hosts,
        List<CloudInstance> items,
        String next) {}
