package dev.hotplug.installer;

import java.util.List;

/** Knows the marker files of one ecosystem, and what they say of building and starting a server. */
interface Detector {

  /** The servers, or what keeps them from being built, directly in the folder of {@code site}. */
  List<Finding> detect(Site site);

  /** What it looks for, for somebody who wonders why nothing was found. */
  String lookedFor();

  /**
   * Where a detector looks, and on what terms.
   *
   * @param folder of the server; its parents may hold what it needs
   * @param wishes of which {@code subdir} is spent: it has led to {@code folder}
   * @param tools the programs of this machine
   */
  record Site(Folder folder, Wishes wishes, Toolbox tools) {}
}
