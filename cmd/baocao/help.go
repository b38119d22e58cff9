package main

import (
	"slices"

	"github.com/urfave/cli/v2"
)

func (p *program) helpCommand() *cli.Command {
	return command(&cli.Command{Name: "help", Aliases: []string{"trợ-giúp", "tro-giup"}, Action: p.showHelp})
}

// showHelp prints the help on a command or another topic, under any of a command's names.
func (p *program) showHelp(c *cli.Context) error {
	if c.NArg() == 0 {
		return p.ui.help(helpTopics[0])
	}
	topic := c.Args().First()
	switch command := named(p.commands(), topic); {
	case command == nil:
	case command.Name == "help":
		topic = helpTopics[0]
	default:
		topic = command.Name
	}
	if !slices.Contains(helpTopics, topic) {
		return unknown(aTopic, topic, helpTopics[1:])
	}
	return p.ui.help(topic)
}
