package dev.raquel.internal.service;

import dev.raquel.internal.attempt.Attempts;
import dev.raquel.internal.attempt.AvoidedJobs;
import dev.raquel.internal.claim.Claims;
import java.time.Duration;

/**
 * How jobs are claimed and run for callers, without a dispatcher.
 *
 * @param claims claims the jobs, one at a time
 * @param leaseTime how long their leases live
 * @param attempts runs those that are dequeued
 * @param rejected the jobs that callers do not want again for a while
 */
public record ByHand(Claims claims, Duration leaseTime, Attempts attempts, AvoidedJobs rejected) {}
