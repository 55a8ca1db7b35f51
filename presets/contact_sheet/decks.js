/* Decks: a take's mix and stems, begun together, kept together, and looped.

A page that is opened from a folder may not read a WAV's bytes: fetch is refused, and Web Audio is handed silence. So each
WAV is an <audio> element. They share the clock of one audio device and do not drift apart, but they begin some 25 ms apart;
the late ones catch up by playing a little faster. An element that loops by itself pauses for 110 ms in Chromium. So two
decks take turns: the next one starts as long before the end as a start takes. */
"use strict";

const TOGETHER_SECONDS = 0.002; // two strokes so close sound as one
const CATCH_UP = 0.06; // of what sounds, a semitone: 25 ms take less than half a second
const CATCH_UP_MUTED = 0.5;
const LOST_SECONDS = 0.2; // too far behind to catch up: seek

class Deck {
  constructor(urls) {
    this.players = urls.map((url) => Object.assign(new Audio(url), { preload: "auto", preservesPitch: false }));
    this.begun = null; // when it was started, and where: until it sounds
  }

  /* Others follow what sounds, which then is never bent. */
  get leader() { return this.players.find((player) => !player.muted) ?? this.players[0]; }

  get ended() { return this.players.every((player) => player.ended); }

  /* Go to a place and wait until every player can start there. */
  async cue(seconds) {
    await Promise.all(this.players.map((player) => ready(player, seconds)));
  }

  start() {
    this.begun = { clock: performance.now(), seconds: this.leader.currentTime };
    return Promise.all(this.players.map((player) => player.play()));
  }

  pause() { this.players.forEach((player) => player.pause()); }

  close() {
    this.pause();
    this.players.forEach((player) => { player.removeAttribute("src"); player.load(); });
  }

  /* Bring the others to where the leader is. */
  align() {
    const leader = this.leader;
    for (const player of this.players) {
      const behind = leader.currentTime - player.currentTime;
      if (player.ended || player.seeking) continue;
      if (Math.abs(behind) > LOST_SECONDS) player.currentTime = leader.currentTime;
      const most = player.muted ? CATCH_UP_MUTED : CATCH_UP;
      const rate = Math.abs(behind) < TOGETHER_SECONDS ? 1 : 1 + Math.max(-most, Math.min(most, 4 * behind));
      if (player.playbackRate !== rate) player.playbackRate = rate;
    }
  }

  /* How long the start took, in seconds, once it is known; null before. */
  startTook() {
    if (!this.begun) return null;
    const played = this.leader.currentTime - this.begun.seconds;
    if (played < 0.1) return null;
    const took = (performance.now() - this.begun.clock) / 1000 - played;
    this.begun = null;
    return Math.max(0, Math.min(0.5, took));
  }
}

function ready(player, seconds) {
  const listening = new AbortController();
  return new Promise((resolve, reject) => {
    const check = () => {
      if (player.error) reject(new Error("not playable"));
      else if (!player.seeking && player.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA) resolve();
    };
    for (const event of ["seeked", "canplay", "error"]) player.addEventListener(event, check, { signal: listening.signal });
    player.playbackRate = 1;
    if (player.currentTime !== seconds) player.currentTime = seconds;
    check();
  }).finally(() => listening.abort());
}

/* What plays: one take at a time. */
class Turntable {
  constructor(urls, loop, audible) {
    this.decks = Array.from({ length: loop ? 2 : 1 }, () => new Deck(urls));
    this.audible = audible; // (index of a WAV) => whether it is to sound
    this.playing = false;
    this.startSeconds = 0.08;
    this.next = null; // timer of the other deck's start
    this.hush();
  }

  get deck() { return this.decks[0]; }
  get players() { return this.deck.players; }
  get seconds() { return this.deck.leader.currentTime; }
  get length() { return this.deck.leader.duration; }

  async play() {
    this.playing = true;
    await this.deck.cue(this.deck.leader.ended ? 0 : this.seconds);
    if (!this.playing) return;
    await this.deck.start();
    this.timer ??= setInterval(() => this.keep(), 40);
    await this.decks[1]?.cue(0);
  }

  pause() {
    this.playing = false;
    clearInterval(this.timer);
    clearTimeout(this.next);
    this.timer = this.next = null;
    this.decks.forEach((deck) => deck.pause());
  }

  /* Go to a part of the length, 0 to 1, and pause there. */
  async seek(part) {
    this.pause();
    // The length is known once the WAV has been opened.
    await this.deck.cue(this.seconds);
    await this.deck.cue(part * this.length);
  }

  close() {
    this.pause();
    this.decks.forEach((deck) => deck.close());
  }

  /* Mute what is not to sound; what is muted plays on, and stays together with the rest. */
  hush() {
    for (const deck of this.decks) deck.players.forEach((player, index) => { player.muted = !this.audible(index); });
  }

  keep() {
    this.deck.align();
    this.startSeconds = this.deck.startTook() ?? this.startSeconds;
    const left = this.length - this.seconds - this.startSeconds;
    if (this.decks.length === 1) {
      if (this.deck.leader.ended) this.pause();
      return;
    }
    if (this.decks[1].ended) this.decks[1].cue(0);
    if (this.next === null && left < 0.3) {
      this.next = setTimeout(() => this.turn(), Math.max(0, left * 1000));
    }
  }

  /* The other deck begins; this one ends by itself, and is then sent back to the start. */
  turn() {
    this.next = null;
    this.decks.push(this.decks.shift());
    this.deck.start();
  }
}
