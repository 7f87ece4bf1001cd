package browser

// laidOver finds what a picture's measuring got wrong: texts over one another, texts or boxes outside of the picture, texts that stick out of their box.
const laidOver = `Array.from(document.querySelectorAll("svg.picture")).filter(s => !s.classList.contains("stacks")).flatMap(svg => {
	const faults = [], frame = svg.getBoundingClientRect();
	const over = (a, b) => a.left + 0.5 < b.right && b.left + 0.5 < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom;
	const inside = (a, b) => a.left >= b.left - 0.5 && a.right <= b.right + 0.5 && a.top >= b.top - 0.5 && a.bottom <= b.bottom + 0.5;
	const texts = Array.from(svg.querySelectorAll("text")).map(t => ({words: t.textContent, box: t.getBoundingClientRect(), text: t}));
	texts.forEach((t, i) => {
		if (!inside(t.box, frame)) faults.push(t.words + " is outside");
		for (let k = 0; k < i; k++) if (over(t.box, texts[k].box)) faults.push(t.words + " over " + texts[k].words);
		const home = t.text.parentElement.matches("a, .sources g, .events g, .consequences g") && t.text.parentElement.querySelector("rect:not(.wall)");
		if (home && !inside(t.box, home.getBoundingClientRect())) faults.push(t.words + " sticks out");
	});
	return faults;
}).join(" | ")`
