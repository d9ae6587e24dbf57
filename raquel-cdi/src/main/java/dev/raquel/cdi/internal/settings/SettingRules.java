package dev.raquel.cdi.internal.settings;

import dev.raquel.Handling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What settings must be like. */
public final class SettingRules {

    private final SettingSource source;
    private final Map<String, Handling> queues;

    private SettingRules(SettingSource source, Map<String, Handling> queues) {
        this.source = source;
        this.queues = queues;
    }

    /** All that is wrong with the settings of an application that handles these queues. */
    public static List<String> violations(Settings settings, Map<String, Handling> queues) {
        return new SettingRules(settings.source(), queues).violations();
    }

    /** What may be meant as it is, or for another application of the same server, and may be a mistake. */
    public static List<String> warnings(Settings settings, Map<String, Handling> queues) {
        SettingRules rules = new SettingRules(settings.source(), queues);
        return Stream.of(rules.unhandledQueues(), rules.unknownVariables(), rules.fewMilliseconds())
                .flatMap(List::stream)
                .toList();
    }

    private List<String> violations() {
        List<String> violations = new ArrayList<>();
        known().forEach(setting -> problem(setting).ifPresent(violations::add));
        for (String name : source.names()) {
            if (!isKnown(name) && queueOf(name).isEmpty()) {
                source.find(name)
                        .ifPresent(found -> violations.add(SettingMessages.unknownSetting(name, found, nearest(name))));
            }
        }
        queues.forEach((queue, handling) -> {
            Setting<?> timeout = Settings.TRANSACTION_TIMEOUT.ofQueue(queue);
            if (handling == Handling.NON_TRANSACTIONAL) {
                source.find(timeout.name())
                        .ifPresent(
                                found -> violations.add(SettingMessages.timeoutOfNoTransaction(timeout.name(), found)));
            }
        });
        return violations;
    }

    private List<String> unhandledQueues() {
        return source.names().stream()
                .filter(name -> !isKnown(name) && source.find(name).isPresent())
                .flatMap(
                        name -> queueOf(name)
                                .map(queue -> SettingMessages.settingOfUnhandledQueue(name, queue, queues.keySet()))
                                .stream())
                .toList();
    }

    /** No error: other programs may call theirs like this. */
    private List<String> unknownVariables() {
        Set<String> known = known().map(setting -> SettingSource.variable(setting.name()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return source.variables().stream()
                .filter(variable -> !known.contains(variable))
                .map(variable -> SettingMessages.unknownVariable(variable, Spelling.nearest(variable, known.stream())))
                .toList();
    }

    private List<String> fewMilliseconds() {
        return known().flatMap(setting -> source
                        .find(setting.name())
                        .filter(setting::isFewMilliseconds)
                        .map(found -> SettingMessages.fewMilliseconds(setting.name(), found))
                        .stream())
                .toList();
    }

    private Optional<String> problem(Setting<?> setting) {
        try {
            source.find(setting.name()).ifPresent(setting::read);
            return Optional.empty();
        } catch (IllegalArgumentException senseless) {
            return Optional.of(senseless.getMessage());
        }
    }

    private Stream<Setting<?>> known() {
        return Stream.concat(
                Settings.ofNode().stream(),
                queues.keySet().stream()
                        .flatMap(queue -> Settings.ofQueues().stream().map(end -> end.ofQueue(queue))));
    }

    private boolean isKnown(String name) {
        return known().anyMatch(setting -> setting.name().equals(name));
    }

    /** The queue that a setting is about, if we know its end; a queue's name may have dots. */
    private static Optional<String> queueOf(String name) {
        return Settings.ofQueues().stream()
                .map(end -> "." + end.name())
                .filter(end -> name.startsWith(Settings.QUEUE_PREFIX)
                        && name.endsWith(end)
                        && name.length() > Settings.QUEUE_PREFIX.length() + end.length())
                .map(end -> name.substring(Settings.QUEUE_PREFIX.length(), name.length() - end.length()))
                .findFirst();
    }

    /** The name that may be meant. */
    private Optional<String> nearest(String name) {
        Stream<String> ofItsQueue = name.startsWith(Settings.QUEUE_PREFIX)
                ? Settings.ofQueues().stream().map(end -> name.substring(0, name.lastIndexOf('.') + 1) + end.name())
                : Stream.empty();
        return Spelling.nearest(name, Stream.concat(known().map(Setting::name), ofItsQueue));
    }
}
