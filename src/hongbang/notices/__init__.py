"""What does the office announce to everybody? The example room: copy this one."""
