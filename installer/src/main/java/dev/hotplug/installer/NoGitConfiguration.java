package dev.hotplug.installer;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** The machine without anybody's git configuration: none is read, and none written. */
final class NoGitConfiguration extends SystemReader.Delegate {
  private NoGitConfiguration(SystemReader machine) {
    super(machine);
  }

  /** Has all of JGit in this JVM see the machine like this from now on. */
  static void install() {
    var machine = SystemReader.getInstance();
    if (machine instanceof NoGitConfiguration) return;
    SystemReader.setInstance(new NoGitConfiguration(machine));
  }

  @Override
  public @Nullable String getenv(String name) {
    return name.startsWith("GIT_") ? null : super.getenv(name);
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  private static final class Nothing extends FileBasedConfig {
    Nothing(Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {
      // There is no file.
    }

    /** How exact file times are: coarse, else each JVM measures it for seconds, in our folder. */
    @Override
    public long getTimeUnit(String section, String subsection, String name, long otherwise,
        TimeUnit unit) {
      return section.equals("filesystem") ? unit.convert(2, TimeUnit.SECONDS)
          : super.getTimeUnit(section, subsection, name, otherwise, unit);
    }

    @Override
    public void save() {
      // Nothing is to be remembered.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
