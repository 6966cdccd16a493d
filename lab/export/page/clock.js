"use strict";

// A Clock counts the session's time; all consoles are shown at its time.
class Clock {
  constructor(duration) {
    this.duration = duration;
    this.speed = 1;
    this.running = false;
    this.at = 0; // the session's time at since
    this.since = 0;
  }

  now() {
    if (!this.running) return this.at;
    return Math.min(this.duration, this.at + (performance.now() - this.since) / 1000 * this.speed);
  }

  seek(time) {
    this.at = Math.min(Math.max(time, 0), this.duration);
    this.since = performance.now();
  }

  play() {
    this.seek(this.ended() ? 0 : this.now());
    this.running = true;
  }

  pause() {
    this.seek(this.now());
    this.running = false;
  }

  setSpeed(speed) {
    this.seek(this.now());
    this.speed = speed;
  }

  ended() { return this.now() >= this.duration; }
}
