// The page: one control bar for all consoles, the chapters, the words.
(() => {
  const $ = (id) => document.getElementById(id);
  const session = JSON.parse($("session").textContent);
  const clock = new Clock(session.duration);
  const screens = new Screens(session, $("consoles"));
  const root = document.documentElement;
  const speeds = [0.5, 1, 2, 4];
  let lang = session.lang, words = session.words[lang];
  let drawn = ""; // what the controls show
  let waiting = false; // for the next picture
  let poster = true; // until somebody plays: the consoles at the end, for they begin empty

  // shown is the time that the consoles show.
  function shown() { return poster ? session.duration : clock.now(); }

  // draw shows the clock's time, again and again while that changes.
  function draw() {
    waiting = false;
    const time = clock.now();
    if (clock.running && clock.ended()) clock.pause();
    const ready = screens.show(shown());
    controls(time);
    if (clock.running || !ready) redraw();
  }

  function redraw() {
    if (!waiting) requestAnimationFrame(draw);
    waiting = true;
  }

  function format(text, ...values) { return values.reduce((t, v) => t.replace(/%[sd]/, () => v), text); }

  function clockText(time) {
    const s = Math.floor(time);
    return Math.floor(s / 60) + ":" + String(s % 60).padStart(2, "0");
  }

  // current is the chapter at that time; -1 where there are none.
  function current(time) {
    const after = session.chapters.findIndex((c) => c.time > time + 0.0005);
    return after < 0 ? session.chapters.length - 1 : Math.max(after - 1, 0);
  }

  function controls(time) {
    $("position").value = time;
    const text = format(words.PositionText, clockText(time), clockText(session.duration));
    const chapter = current(time);
    const now = [lang, text, chapter, clock.running, clock.speed].join();
    if (now === drawn) return;
    drawn = now;
    $("time").textContent = clockText(time) + " / " + clockText(session.duration);
    caption(chapter, text);
    $("play").classList.toggle("running", clock.running);
    label($("play"), clock.running ? words.Pause : words.Play, true);
    $("speeds").childNodes.forEach((b, i) => b.setAttribute("aria-pressed", speeds[i] === clock.speed));
  }

  function caption(n, time) {
    $("caption").hidden = n < 0;
    [...$("chapters").children].forEach((li, i) => {
      if (i === n) li.firstChild.setAttribute("aria-current", "step");
      else li.firstChild.removeAttribute("aria-current");
    });
    $("position").setAttribute("aria-valuetext", time);
    if (n < 0) return;
    const c = session.chapters[n];
    const heading = format(words.Chapter, n + 1, session.chapters.length, c.text[lang]);
    $("position").setAttribute("aria-valuetext", time + ". " + heading);
    say($("chapter"), n + 1 + ". " + c.text[lang]);
    say($("note"), c.note[lang]);
  }

  // say changes a text only if it is another: screen readers speak changes.
  function say(element, text) { if (element.textContent !== text) element.textContent = text; }

  function label(element, text, tip) {
    element.setAttribute("aria-label", text);
    if (tip) element.title = text;
  }

  function seek(time) { poster = false; clock.seek(time); redraw(); }

  function toggle() { poster = false; if (clock.running) clock.pause(); else clock.play(); redraw(); }

  // Back within a second of a chapter's begin goes to the chapter before it.
  function previous() {
    const before = session.chapters.filter((c) => c.time < clock.now() - (clock.running ? 1 : 0.0005));
    seek(before.length > 0 ? before.at(-1).time : 0);
  }

  function next() {
    const chapter = session.chapters.find((c) => c.time > clock.now() + 0.0005);
    seek(chapter ? chapter.time : session.duration);
  }

  function fullscreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen?.().catch(() => {});
  }

  const keys = {
    " ": toggle, k: toggle, f: fullscreen, "[": previous, "]": next,
    ArrowLeft: () => seek(clock.now() - 5), ArrowRight: () => seek(clock.now() + 5),
    Home: () => seek(0), End: () => seek(session.duration),
    "?": () => $("keys").showModal(),
  };

  // scrolls tells whether arrows have something to do there.
  function scrolls(element) { return element.tabIndex === 0 && element.matches(".box, pre") && element.scrollWidth > element.clientWidth; }

  // Keys are taken before the players see them; those that press a button or
  // open a text stay with it.
  window.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || $("keys").open) return;
    if (event.target.closest?.("#consoles")) event.stopImmediatePropagation();
    if (event.key === " " && event.target.closest?.("button, summary")) return;
    if (event.key.startsWith("Arrow") && scrolls(event.target)) return;
    const digit = /^[0-9]$/.test(event.key);
    if (!digit && !keys[event.key]) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (digit) seek(session.duration * event.key / 10);
    else keys[event.key]();
  }, true);

  function button(text, action) {
    const b = document.createElement("button");
    b.type = "button";
    b.textContent = text;
    b.addEventListener("click", action);
    return b;
  }

  function chapters() {
    session.chapters.forEach((c) => {
      const li = document.createElement("li");
      const b = button("", () => seek(c.time));
      b.append(...["n", "t", "c"].map((name) => Object.assign(document.createElement("span"), {className: name})));
      li.append(b);
      $("chapters").append(li);
      const mark = document.createElement("i");
      mark.style.left = 100 * c.time / (session.duration || 1) + "%";
      $("marks").append(mark);
    });
    $("contents").hidden = session.chapters.length === 0;
    for (const b of [$("previous"), $("next")]) b.hidden = session.chapters.length === 0;
  }

  function texts() {
    for (const console of session.consoles) {
      const details = document.createElement("details");
      const pre = document.createElement("pre");
      pre.tabIndex = 0; // to be scrolled with keys
      pre.textContent = console.text;
      details.append(document.createElement("summary"), pre);
      $("texts").append(details);
    }
  }

  function keyList() {
    $("keylist").replaceChildren(...[
      [words.KeySpace, words.Space], ["← →", words.KeyArrows], ["[ ]", words.KeyChapters],
      ["0 – 9", words.KeyDigits], ["f", words.KeyFullscreen], ["?", words.KeyHelp],
    ].flatMap(([key, does]) => {
      const dt = document.createElement("dt"), dd = document.createElement("dd");
      dt.append(Object.assign(document.createElement("kbd"), {textContent: key}));
      dd.textContent = does;
      return [dt, dd];
    }));
  }

  function translate(to) {
    lang = to;
    words = session.words[lang];
    root.lang = lang;
    document.title = $("title").textContent = session.title[lang];
    for (const e of document.querySelectorAll("[data-word]")) e.textContent = words[e.dataset.word];
    for (const e of document.querySelectorAll("[data-label]")) label(e, words[e.dataset.label], e.dataset.tip);
    for (const e of document.querySelectorAll("[data-lang]")) e.setAttribute("aria-pressed", e.dataset.lang === lang);
    speeds.forEach((s, i) => {
      const text = s.toLocaleString(lang);
      $("speeds").childNodes[i].textContent = "×" + text;
      label($("speeds").childNodes[i], format(words.Times, text));
    });
    [...$("chapters").children].forEach((li, i) => {
      const [number, text, time] = li.firstChild.children;
      number.textContent = i + 1 + ". ";
      text.textContent = session.chapters[i].text[lang] + " ";
      time.textContent = clockText(session.chapters[i].time);
    });
    [...$("texts").querySelectorAll("details")].forEach((d, i) => {
      const title = session.consoles[i].title[lang] || session.title[lang];
      d.firstChild.textContent = title;
      label(d.lastChild, words.Text + ": " + title);
    });
    screens.translate(lang);
    keyList();
    themeWords();
    redraw();
  }

  const dark = matchMedia("(prefers-color-scheme: dark)");

  function theme() { return root.dataset.theme || (dark.matches ? "dark" : "light"); }

  function themeWords() { $("theme").textContent = theme() === "dark" ? words.ToLight : words.ToDark; }

  function paint() { screens.build(theme()); themeWords(); redraw(); }

  function listen() {
    const on = (id, action) => $(id).addEventListener("click", action);
    on("play", toggle);
    on("previous", previous);
    on("next", next);
    on("full", fullscreen);
    on("help", () => $("keys").showModal());
    on("close", () => $("keys").close());
    on("theme", () => { root.dataset.theme = theme() === "dark" ? "light" : "dark"; paint(); });
    dark.addEventListener("change", () => { if (!root.dataset.theme) paint(); });
    $("position").addEventListener("input", (event) => seek(Number(event.target.value)));
    for (const e of document.querySelectorAll("[data-lang]")) e.addEventListener("click", () => translate(e.dataset.lang));
    // A button pressed with the mouse gives the keyboard back: the space bar
    // plays on.
    document.addEventListener("click", (event) => { if (event.detail > 0) event.target.closest("button")?.blur(); });
    document.addEventListener("fullscreenchange", redraw);
  }

  $("page").hidden = false;
  $("position").max = session.duration;
  $("full").hidden = !document.fullscreenEnabled;
  speeds.forEach((s) => $("speeds").append(button("", () => { clock.setSpeed(s); redraw(); })));
  chapters();
  texts();
  listen();
  translate(lang);
  paint();
  window.socklab = {times: () => screens.players.map((p) => p.getCurrentTime()), shown, clock}; // for tests
})();
