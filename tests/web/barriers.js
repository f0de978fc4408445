// What shuts people out of a page, measured in a real browser. Each function gives what it found, in plain words.
// Colours are compared as WCAG does; sizes are CSS pixels.

(() => {
  const TOUCHABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const SMALLEST_TARGET = 24;
  const EDGE_CONTRAST = 3;

  const isThere = (element) => element.checkVisibility({ checkVisibilityCSS: true, contentVisibilityAuto: true });
  const isForEarsOnly = (element) => element.closest(".sr-only, .skipnav") !== null;
  const shape = (element) => {
    const words = (element.textContent || element.getAttribute("aria-label") || element.id).trim();
    return `<${element.localName}${element.className && element.className.trim ? "." + element.className.trim().replace(/\s+/g, ".") : ""}> ${words.replace(/\s+/g, " ").slice(0, 50)}`;
  };
  const all = (selector) => [...document.querySelectorAll(selector)];

  const parse = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return { red, green, blue, alpha };
  };
  const luminance = ({ red, green, blue }) => {
    const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = parse(getComputedStyle(each).backgroundColor);
      if (colour.alpha > 0.5) return colour;
    }
    return { red: 255, green: 255, blue: 255, alpha: 1 };
  };

  // The page is no wider than the window, and nothing inside it must be moved sideways to be read.
  const sideways = () => {
    const root = document.documentElement;
    const sticksOut = () => {
      const out = all("body *").filter((element) => isThere(element) && !isForEarsOnly(element) && element.getBoundingClientRect().right > root.clientWidth + 1);
      return out.filter((element) => !out.some((other) => other !== element && element.contains(other)));
    };
    const found = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} wide in ${root.clientWidth}: ${sticksOut().map(shape).join(", ")}`] : [];
    const inner = all("body *").filter((element) =>
      element.scrollWidth > element.clientWidth + 1 && ["auto", "scroll"].includes(getComputedStyle(element).overflowX) && isThere(element));
    return [...found, ...inner.map((element) => `${shape(element)} scrolls sideways`)];
  };

  // No text is cut off by its box, and no two lines of text lie on each other.
  const crowded = () => {
    const cut = all("body *").filter((element) => {
      if (element.scrollWidth <= element.clientWidth + 1 && element.scrollHeight <= element.clientHeight + 1) return false;
      const { overflowX, overflowY, position } = getComputedStyle(element);
      if (isForEarsOnly(element) || !isThere(element) || !element.innerText?.trim()) return false;
      if (position === "absolute" && element.clientWidth <= 1) return false;
      const hides = (value) => value === "hidden" || value === "clip";
      return (hides(overflowX) && element.scrollWidth > element.clientWidth + 1)
        || (hides(overflowY) && element.scrollHeight > element.clientHeight + 1);
    });
    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.data.trim() || isForEarsOnly(parent) || !isThere(parent) || parent.closest("textarea, select, svg")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        // Letters fill the middle of their line; what is above and below is room for accents.
        const spare = box.height * 0.25;
        if (box.width > 2) lines.push({ parent, left: box.left + 1, right: box.right - 1, top: box.top + spare, bottom: box.bottom - spare });
      }
    }
    const upon = new Set();
    lines.sort((one, other) => one.top - other.top);
    lines.forEach((one, index) => {
      for (let next = index + 1; next < lines.length && lines[next].top < one.bottom; next += 1) {
        const other = lines[next];
        if (one.left < other.right && other.left < one.right) upon.add(`${shape(one.parent)} lies on ${shape(other.parent)}`);
      }
    });
    return [...cut.map((element) => `${shape(element)} is cut off`), ...upon];
  };

  // Whatever can be pressed is large enough for a finger, unless it is a word in a sentence.
  const small = () =>
    all(TOUCHABLE).filter((element) => {
      if (isForEarsOnly(element) || !isThere(element)) return false;
      const boxes = [element, ...(element.labels ?? [])].map((each) => each.getBoundingClientRect());
      if (boxes.some((box) => Math.min(box.width, box.height) >= SMALLEST_TARGET)) return false;
      const inSentence = getComputedStyle(element).display === "inline"
        && [...element.parentElement.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      const covers = getComputedStyle(element, "::after").position === "absolute";
      return !inSentence && !covers;
    }).map((element) => {
      const box = element.getBoundingClientRect();
      return `${shape(element)} is ${Math.round(box.width)} × ${Math.round(box.height)}`;
    });

  // Who moves by keyboard sees where they are: the outline is new, stands out, and nothing lies on top of it.
  const unseenFocus = () => {
    const parts = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderColor", "backgroundColor"];
    const look = (element, pseudo) => parts.map((part) => getComputedStyle(element, pseudo)[part]).join(" ");
    const marked = (element) => {
      const near = [element, ...(element.labels ?? []), element.closest(".case-card")].filter(Boolean);
      return near.flatMap((each) => [[each, null], [each, "::before"], [each, "::after"]]);
    };
    const found = [];
    for (const element of all(TOUCHABLE).filter(isThere)) {
      document.activeElement?.blur();
      const before = marked(element).map(([each, pseudo]) => look(each, pseudo));
      element.focus({ focusVisible: true });
      if (document.activeElement !== element) {
        found.push(`${shape(element)} cannot be reached`);
        continue;
      }
      const changed = marked(element).filter(([each, pseudo], index) => look(each, pseudo) !== before[index]);
      const outlined = changed.filter(([each, pseudo]) => {
        const style = getComputedStyle(each, pseudo);
        if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return false;
        const ground = parseFloat(style.outlineOffset) < 0 ? each : each.parentElement;
        return contrast(parse(style.outlineColor), behind(ground)) >= EDGE_CONTRAST;
      });
      if (!changed.length) found.push(`${shape(element)} looks the same in focus`);
      else if (!outlined.length) found.push(`${shape(element)} has no outline that stands out`);
      const box = (isForEarsOnly(element) || !element.labels?.length ? element : element.labels[0]).getBoundingClientRect();
      const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 10));
      const near = [element, ...(element.labels ?? [])];
      if (top && !near.some((each) => each.contains(top) || top.contains(each))) found.push(`${shape(element)} is hidden behind ${shape(top)}`);
    }
    document.activeElement?.blur();
    scrollTo(0, 0);
    return found;
  };

  // Icons, edges of fields and of what is asked stand out from what is behind them.
  const faint = () => {
    const icons = all("svg.icon-svg").filter(isThere).filter((icon) => contrast(parse(getComputedStyle(icon).fill), behind(icon)) < EDGE_CONTRAST);
    const fields = all("input:not([type=hidden], [type=radio], [type=checkbox]), textarea, select").filter(isThere)
      .filter((field) => contrast(parse(getComputedStyle(field).borderTopColor), behind(field.parentElement)) < EDGE_CONTRAST);
    return [...icons, ...fields].map((element) => `${shape(element.localName === "svg" ? element.parentElement : element)} is faint`);
  };

  // In forced colours no background is left: what only a background showed must have an edge of its own.
  const flattened = () => {
    const edged = (element) => {
      const style = getComputedStyle(element);
      return ["Top", "Right", "Bottom", "Left"].some((side) => style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1);
    };
    const lost = all(".alert, .badge, .button, .case-card, .now, .is-asked, .decision, .on-behalf, .masthead, .foot, .waiting, .withdraw, .out-of-hours, .quoted")
      .filter(isThere).filter((element) => !edged(element));
    return [...faint(), ...lost.map((element) => `${shape(element)} has no edge`)];
  };

  // Nothing moves for those who asked for rest.
  const moving = () => {
    const seconds = (list) => Math.max(...list.split(",").map(parseFloat));
    return all("body, body *").filter((element) => {
      const style = getComputedStyle(element);
      return seconds(style.transitionDuration) > 0.01 || seconds(style.animationDuration) > 0.01;
    }).map((element) => `${shape(element)} moves`);
  };

  // Each field that is wrong says so with its own words, and the summary on top leads to each.
  const untied = () => {
    const wrong = all("[aria-invalid=true], fieldset[aria-describedby$=-error], .form-error :is(input, textarea, select)");
    const said = (element) => {
      const owner = element.matches("[type=radio], [type=checkbox]") ? element.closest("fieldset") ?? element : element;
      const ids = (owner.getAttribute("aria-describedby") ?? "").split(/\s+/).filter((id) => id.endsWith("-error"));
      return ids.some((id) => document.getElementById(id)?.innerText.trim());
    };
    const found = wrong.filter((element) => !said(element)).map((element) => `${shape(element)} is wrong and does not say why`);
    const messages = all(".form-error-message").filter(isThere);
    const summary = document.querySelector("[role=alert]:has(.error-list)");
    if (messages.length && !summary) found.push("what is wrong is not summed up");
    if (summary && !/^(Fejl|Error):/.test(document.title)) found.push("the title does not say that something is wrong");
    if (summary && document.activeElement !== summary) found.push("the summary of what is wrong is not where reading begins");
    for (const link of summary?.querySelectorAll("a") ?? []) {
      const field = document.getElementById(link.hash.slice(1));
      if (!field?.matches("input, textarea, select")) found.push(`${shape(link)} does not lead to a field`);
      else if (!isThere(field)) found.push(`${shape(link)} leads to a field that is folded away`);
    }
    return found;
  };

  // Headings, landmarks and names are enough to find the way by ear.
  const lost = () => {
    const found = [];
    const levels = all("h1, h2, h3, h4, h5, h6").filter(isThere).map((heading) => Number(heading.localName[1]));
    if (levels.filter((level) => level === 1).length !== 1) found.push("there is not one main heading");
    levels.slice(1).forEach((level, index) => {
      if (level > levels[index] + 1) found.push(`a heading of level ${level} follows one of level ${levels[index]}`);
    });
    if (all("main").length !== 1) found.push("there is not one main part");
    const first = all(TOUCHABLE)[0];
    const skips = first?.matches(".skipnav") && document.querySelector(first.hash) === document.querySelector("main");
    if (document.querySelector("header, nav") && !skips) found.push("the first thing reached does not lead past the masthead");
    const places = new Map();
    for (const link of all("a[href]").filter(isThere)) {
      const name = (link.getAttribute("aria-label") ?? link.textContent).trim().replace(/\s+/g, " ").toLowerCase();
      if (["her", "læs mere", "se mere", "mere", "link", "here", "more", "read more"].includes(name)) found.push(`${shape(link)} means nothing alone`);
      if (places.has(name) && places.get(name) !== link.href) found.push(`${shape(link)} leads to two places`);
      places.set(name, link.href);
    }
    for (const icon of all("svg")) {
      if (icon.getAttribute("aria-hidden") !== "true" && !icon.getAttribute("aria-label")) found.push(`${shape(icon.parentElement)} has an icon without a name`);
    }
    for (const line of all("p, li, dt, dd, blockquote, caption, th, h1, h2, h3, h4, h5, h6").filter(isThere)) {
      const heard = line.cloneNode(true);
      heard.querySelectorAll("[aria-hidden=true]").forEach((seen) => seen.remove());
      const says = heard.textContent.trim() || heard.querySelector("img[alt], [aria-label], input, button, select, textarea");
      if (!says && !line.closest("[aria-hidden=true]")) found.push(`${shape(line)} is read as nothing`);
    }
    return found;
  };

  // What the named checks find, all in one question: between a test and its browser a question costs more than most answers.
  const checks = { crowded, faint, flattened, lost, moving, sideways, small, unseenFocus, untied };
  const find = (...names) => Object.fromEntries(names.map((name) => [name, checks[name]()]));

  // The same for a reader who has a style of their own.
  const findStyled = (style, ...names) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [sheet];
    const found = names.flatMap((name) => checks[name]());
    document.adoptedStyleSheets = [];
    return found;
  };

  window.barriers = { find, findStyled };
})();
