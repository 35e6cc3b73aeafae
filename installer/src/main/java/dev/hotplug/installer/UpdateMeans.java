package dev.hotplug.installer;

/**
 * What an update works with beside the installer.
 *
 * @param consent decides about its plan
 * @param progress hears how far it is
 * @param handover hears of the new version
 */
public record UpdateMeans(Consent consent, Progress progress, Handover handover) {}
