package io.ropewalk.system.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every object fits the schema of its kind: no field that Kubernetes does not know, nothing of
 * another type. The schemas are the model classes of the Java client, which keep unknown fields by
 * themselves; here they may not.
 */
final class SchemaPolicy implements Policy {
    private static final Map<String, Class<?>> KINDS =
            Map.ofEntries(
                    Map.entry("v1 Namespace", Namespace.class),
                    Map.entry("v1 ServiceAccount", ServiceAccount.class),
                    Map.entry("v1 ConfigMap", ConfigMap.class),
                    Map.entry("v1 Secret", Secret.class),
                    Map.entry("v1 Service", Service.class),
                    Map.entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
                    Map.entry("apps/v1 Deployment", Deployment.class),
                    Map.entry(
                            "autoscaling/v2 HorizontalPodAutoscaler",
                            HorizontalPodAutoscaler.class),
                    Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
                    Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
                    Map.entry("scheduling.k8s.io/v1 PriorityClass", PriorityClass.class));

    /** Kinds of operators, whose schemas are not here. */
    private static final Set<String> OF_OPERATORS =
            Set.of(
                    "postgresql.cnpg.io/v1",
                    "kafka.strimzi.io/v1",
                    "external-secrets.io/v1",
                    "monitoring.coreos.com/v1");

    private static final ObjectMapper STRICT = strict();

    private static ObjectMapper strict() {
        JsonMapper mapper =
                JsonMapper.builder()
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                        .annotationIntrospector(new NothingElse())
                        .build();
        for (LogicalType scalar :
                List.of(LogicalType.Boolean, LogicalType.Integer, LogicalType.Float)) {
            mapper.coercionConfigFor(scalar)
                    .setCoercion(CoercionInputShape.String, CoercionAction.Fail);
        }
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        return mapper;
    }

    /** Takes away where the model keeps fields it does not know. */
    private static final class NothingElse extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated where) {
            return false;
        }
    }

    @Override
    public List<String> breaches(Manifests all) {
        return all.objects().stream().map(SchemaPolicy::error).flatMap(Optional::stream).toList();
    }

    static Optional<String> error(ObjectNode object) {
        String version = object.path("apiVersion").asText();
        if (OF_OPERATORS.contains(version)) {
            return Optional.empty();
        }
        Class<?> type = KINDS.get(version + " " + object.path("kind").asText());
        if (type == null) {
            return Optional.of(Manifests.title(object) + " is of a kind that is not known here");
        }
        try {
            STRICT.treeToValue(object, type);
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(Manifests.title(object) + ": " + e.getOriginalMessage());
        }
    }

    @Override
    public String toString() {
        return "SCHEMA";
    }
}
